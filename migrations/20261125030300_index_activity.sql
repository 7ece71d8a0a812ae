-- A tenant's activity is its part of the log, narrowed by kind or person: each narrowing walks an index of its own in order of time,
-- however much else happened to the tenant.
create function sys_activity_kind(action text, after jsonb, before jsonb) returns text language sql immutable parallel safe
    return case
        when action in ('tenant.created', 'tenant.removed') and coalesce(after ->> 'import', before ->> 'import') is not null then 'import'
        when action in ('tenant.activated', 'tenant.suspended', 'tenant.reactivated', 'tenant.cancelled', 'tenant.churned',
                        'tenant.cancellation_scheduled', 'tenant.cancellation_withdrawn') then 'lifecycle'
        when action like 'tenant.note\_%' then 'note'
        when action like 'tenant.contact\_%' then 'contact'
        when action in ('tenant.notified', 'onboarding.reminded') then 'mail'
        when action like 'onboarding.%' then 'onboarding'
        when action like 'approval.%' then 'approval'
        when action like 'tenant.%' then 'record'
        else 'other' end;
create index sys_platform_audit_log_activity_idx
    on sys_platform_audit_log (tenant_id, sys_activity_kind(action, after, before), at desc, id desc) where tenant_id is not null;
-- Nobody is an actor of this index too: what no person did is asked for, and "is null" would not keep the order of time.
create index sys_platform_audit_log_tenant_actor_idx
    on sys_platform_audit_log (tenant_id, (coalesce(actor_id, '00000000-0000-0000-0000-000000000000'::uuid)), at desc, id desc)
    where tenant_id is not null;
