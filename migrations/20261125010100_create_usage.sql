-- What tenants use, as the product tells it event by event. Events are kept by month; what was told twice is counted once by a table of
-- keys, because a partitioned table can hold nothing unique across its months.
create table sys_usage_events (
    -- Looked up in the register by the statement that writes; tenants are never deleted, so a check of every row would cost and find nothing.
    tenant_id uuid not null,
    occurred_at timestamptz not null,
    key text not null,
    metric text not null,
    quantity bigint not null,
    branch_ref text,
    user_ref text,
    batch_id uuid not null,
    primary key (tenant_id, occurred_at, key)
) partition by range (occurred_at);
comment on table sys_usage_events is 'Usage told by the product, one row an event, in monthly partitions.';

create table sys_usage_keys (
    tenant_id uuid not null,
    key text not null,
    -- Of what the event said: the same key with another content is refused, not taken for a repetition.
    content bigint not null,
    seen_at timestamptz not null,
    primary key (tenant_id, key)
);
comment on table sys_usage_keys is 'Keys of usage events that were counted; kept longer than an event may be late.';
create index sys_usage_keys_seen_idx on sys_usage_keys using brin (seen_at);

-- The record of what was taken in: usage is data, not an act, so the audit log has no line for it.
create table sys_usage_batches (
    id uuid primary key,
    key_id uuid not null references sys_api_keys (id),
    received_at timestamptz not null,
    request_id uuid not null,
    accepted integer not null,
    duplicates integer not null,
    rejected integer not null
);
comment on table sys_usage_batches is 'Every batch of usage events taken in: by which key, when, and how much of it counted.';
create index sys_usage_batches_received_idx on sys_usage_batches (received_at desc, id desc);

-- A queue and no set: a row written beside one that is being worked off must wait for the next run, or what came with it would be
-- counted by neither.
create table sys_usage_dirty (
    id bigint generated always as identity primary key,
    tenant_id uuid not null,
    day date not null
);
comment on table sys_usage_dirty is 'Days of tenants whose figures wait to be made anew from events.';

create table sys_usage_alerts (
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    measure text not null check (measure in ('orders', 'branches', 'users', 'storage', 'api_calls')),
    period_start date not null,
    level smallint not null check (level in (80, 90, 100)),
    used bigint not null,
    allowed bigint not null,
    at timestamptz not null,
    constraint sys_usage_alerts_once unique (tenant_id, measure, period_start, level)
);
comment on table sys_usage_alerts is 'Levels of a limit a tenant reached, each once a period.';

-- The console keeps months ahead itself; these are for its first hour.
select sys_create_months('sys_usage_events', current_date - 40, current_date + 62),
       sys_create_months('sys_tenant_metrics_daily', current_date - 40, current_date + 62);
