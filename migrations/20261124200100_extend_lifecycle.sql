-- Moves between stages: a cancellation can be set for the end of the period, and history tells how a tenant was suspended and by which approval.
alter table sys_tenant_subscriptions
    add column cancels_on date,
    add column cancel_reason text,
    add column cancel_requested_by uuid references sys_platform_users (id),
    add column cancel_approved_by uuid references sys_platform_users (id),
    add constraint sys_tenant_subscriptions_cancels check (cancels_on is null or cancel_reason is not null);
create index sys_tenant_subscriptions_cancels_idx on sys_tenant_subscriptions (cancels_on) where cancels_on is not null and ended_at is null;
alter table sys_tenant_lifecycle_events
    add column suspension_mode text check (suspension_mode in ('read_only', 'blocked')),
    add column approval_id uuid references sys_approval_requests (id);
-- What the demonstration and imports brought before is of one kind.
update sys_tenant_lifecycle_events e set suspension_mode = l.suspension_mode
  from sys_tenant_lifecycle l where l.tenant_id = e.tenant_id and e.to_stage = 'suspended' and l.stage = 'suspended' and l.since = e.at;
create index sys_tenant_lifecycle_suspended_idx on sys_tenant_lifecycle (since) where stage = 'suspended';
create index sys_tenant_lifecycle_retention_idx on sys_tenant_lifecycle (data_retention_until) where stage = 'cancelled';
