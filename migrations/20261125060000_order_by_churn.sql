-- The register in the order of the risk of leaving, in thousandths; whoever has no score comes last, as the least.
create index sys_tenant_lifecycle_churn_idx on sys_tenant_lifecycle (coalesce((churn_probability * 1000)::bigint, -1), tenant_id);
