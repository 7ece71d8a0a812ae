-- What the billing overview looks for among all subscriptions is rare; each of these finds it without reading the others.
create index sys_tenant_subscriptions_planned_idx on sys_tenant_subscriptions (coalesce(cancels_on, period_end))
    where ended_at is null and (cancels_on is not null or scheduled is not null);
create index sys_tenant_subscriptions_free_idx on sys_tenant_subscriptions (tenant_id)
    where ended_at is null and status in ('active', 'past_due') and price_minor = 0;
