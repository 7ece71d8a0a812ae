-- A contract is a version of the plan by contract that belongs to one tenant: what it allows, what it costs, and how long it holds.
alter table sys_plan_versions
    add column tenant_id uuid references sys_tenants (id),
    -- The first day and the last; what has no last day holds until something else is agreed.
    add column contract_from date,
    add column contract_until date,
    add column contract_notes text not null default '' check (length(contract_notes) <= 2000),
    add constraint sys_plan_versions_contract check (
        case when tenant_id is null then contract_from is null and contract_until is null and contract_notes = ''
             else plan_code = 'ENTERPRISE' and contract_from is not null and trial_days = 0 and not is_public and not recommended end),
    add constraint sys_plan_versions_term check (contract_until >= contract_from);
create index sys_plan_versions_tenant_idx on sys_plan_versions (tenant_id) where tenant_id is not null;

-- One draft a plan, and one a tenant.
drop index sys_plan_versions_one_draft;
create unique index sys_plan_versions_one_draft on sys_plan_versions (plan_code, coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'))
    where status = 'draft';

-- Nobody has the contract of somebody else.
create function sys_keep_contracts_apart() returns trigger language plpgsql as $$
begin
    if exists (select from sys_plan_versions where id = new.plan_version_id and tenant_id <> new.tenant_id) then
        raise exception 'a contract belongs to one tenant' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger sys_tenant_subscriptions_contract after insert or update of tenant_id, plan_version_id on sys_tenant_subscriptions
    for each row execute function sys_keep_contracts_apart();

-- On offer is only what was published, and for everybody.
create or replace function sys_offer_published() returns trigger language plpgsql as $$
begin
    if not exists (select from sys_plan_versions where id = new.offered_version_id and status = 'published' and tenant_id is null) then
        raise exception 'a version that is not published does not change the offer' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

insert into sys_approval_policies (command, updated_at) values ('plan.contract', '2026-01-01T00:00:00Z');
