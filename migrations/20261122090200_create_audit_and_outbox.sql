-- Everything staff, the system, keys and the command line did, written in the transaction of the deed.
create table sys_platform_audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor_kind text not null check (actor_kind in ('staff', 'system', 'cli', 'api_key', 'visitor')),
    actor_id uuid,
    actor_label text not null,
    action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
    outcome text not null default 'success' check (outcome in ('success', 'failure', 'denied')),
    object_kind text not null,
    object_id text,
    object_label text,
    tenant_id uuid,
    reason text,
    before jsonb,
    after jsonb,
    request_id uuid,
    ip inet,
    user_agent text,
    search_text text generated always as (hq_fold(actor_label || ' ' || action || ' ' || coalesce(object_label, '') || ' ' || coalesce(object_id, ''))) stored
);
create index sys_platform_audit_log_at_idx on sys_platform_audit_log (at desc, id desc);
create index sys_platform_audit_log_actor_idx on sys_platform_audit_log (actor_id, at desc, id desc);
create index sys_platform_audit_log_action_idx on sys_platform_audit_log (action, at desc, id desc);
create index sys_platform_audit_log_object_idx on sys_platform_audit_log (object_kind, object_id, at desc, id desc);
create index sys_platform_audit_log_tenant_idx on sys_platform_audit_log (tenant_id, at desc, id desc) where tenant_id is not null;
create index sys_platform_audit_log_request_idx on sys_platform_audit_log (request_id) where request_id is not null;
create index sys_platform_audit_log_search_idx on sys_platform_audit_log using gin (search_text gin_trgm_ops);

create function sys_refuse_rewrite() returns trigger language plpgsql as $$
begin
    raise exception '% on % is not allowed: the audit log is append-only', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;
create trigger sys_platform_audit_log_append_only
    before update or delete or truncate on sys_platform_audit_log
    for each statement execute function sys_refuse_rewrite();

-- Facts for webhooks and jobs, published in the transaction that made them true.
create table sys_outbox_events (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    topic text not null,
    tenant_id uuid,
    payload jsonb not null,
    audit_id bigint not null references sys_platform_audit_log (id)
);
create index sys_outbox_events_topic_idx on sys_outbox_events (topic, id);

-- A form that was sent twice answers with its first result.
create table sys_idempotency_keys (
    key uuid primary key,
    actor_id uuid,
    location text not null,
    created_at timestamptz not null
);
create index sys_idempotency_keys_created_idx on sys_idempotency_keys (created_at);
