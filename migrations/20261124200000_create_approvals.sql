-- Two people for what is dangerous. A request holds the command as a plain value and seals what it would do; somebody else decides.
create table sys_approval_policies (
    command text primary key check (command ~ '^[a-z_]+\.[a-z_]+$'),
    -- Off: whoever may do it does it alone.
    enabled boolean not null default true,
    -- From this rank of plan on (sys_plans.rank), when a tenant is touched; null is any.
    min_rank smallint check (min_rank between 1 and 99),
    -- From so many touched tenants, people or policies on.
    min_subjects integer not null default 1 check (min_subjects between 1 and 1000000),
    approvers smallint not null default 1 check (approvers in (1, 2)),
    -- From so many on, two approvers whatever stands above; null is never.
    two_from integer check (two_from between 1 and 1000000),
    -- The requester does not count: two approvers who let it pass through two different roles.
    distinct_roles boolean not null default false,
    version integer not null default 1,
    updated_at timestamptz not null,
    updated_by uuid references sys_platform_users (id)
);
comment on table sys_approval_policies is 'Which commands need approval, from what size on, by how many.';
insert into sys_approval_policies (command, two_from, updated_at) values
    ('tenant.suspend', null, '2026-01-01T00:00:00Z'),
    ('tenant.cancel', null, '2026-01-01T00:00:00Z'),
    ('tenant.churn', null, '2026-01-01T00:00:00Z'),
    ('tenants.suspend', 25, '2026-01-01T00:00:00Z'),
    ('staff.grant', null, '2026-01-01T00:00:00Z'),
    ('staff.reset', null, '2026-01-01T00:00:00Z'),
    ('approval.policy', null, '2026-01-01T00:00:00Z');

create table sys_approval_requests (
    id uuid primary key,
    command text not null references sys_approval_policies (command),
    payload jsonb not null,
    -- What an approver must hold beside approvals:decide.
    permission text not null,
    -- What it is about: one open request a command and subject.
    subject text not null,
    subject_label text not null,
    tenant_id uuid references sys_tenants (id),
    reason text not null check (length(reason) between 1 and 2000),
    -- What would happen, as it was shown; and the hash of command and effect that an approval is for.
    effect jsonb not null,
    effect_hash bytea not null check (octet_length(effect_hash) = 32),
    approvers smallint not null check (approvers in (1, 2)),
    distinct_roles boolean not null,
    status text not null default 'pending' check (status in ('pending', 'executed', 'rejected', 'withdrawn', 'expired', 'void')),
    requested_by uuid not null references sys_platform_users (id),
    requested_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > requested_at),
    closed_at timestamptz,
    -- Why a void one is void: the key of a sentence, and what differs now.
    void_reason text,
    void_changes jsonb,
    -- Opened without a second person. Never taken away again.
    emergency boolean not null default false,
    emergency_reason text,
    reviewed_by uuid references sys_platform_users (id),
    reviewed_at timestamptz,
    review_note text,
    constraint sys_approval_requests_closed check ((status = 'pending') = (closed_at is null)),
    constraint sys_approval_requests_void check (status <> 'void' or void_reason is not null),
    constraint sys_approval_requests_emergency check (not emergency or (status = 'executed' and emergency_reason is not null)),
    constraint sys_approval_requests_review check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_by is null or emergency)),
    constraint sys_approval_requests_reviewer check (reviewed_by is distinct from requested_by),
    unique (id, requested_by)
);
create unique index sys_approval_requests_one_open on sys_approval_requests (command, subject) where status = 'pending';
create index sys_approval_requests_pending_idx on sys_approval_requests (requested_at desc, id desc) where status = 'pending';
create index sys_approval_requests_closed_idx on sys_approval_requests (closed_at desc, id desc) where status <> 'pending';
create index sys_approval_requests_requester_idx on sys_approval_requests (requested_by, requested_at desc, id desc);
create index sys_approval_requests_subject_idx on sys_approval_requests (command, subject, closed_at desc);
create index sys_approval_requests_tenant_idx on sys_approval_requests (tenant_id, requested_at desc) where tenant_id is not null;
create index sys_approval_requests_unreviewed_idx on sys_approval_requests (closed_at) where emergency and reviewed_at is null;
comment on table sys_approval_requests is 'Dangerous commands waiting for, or decided by, somebody else than who asked.';

create table sys_approval_decisions (
    id uuid primary key,
    request_id uuid not null,
    requested_by uuid not null,
    decided_by uuid not null references sys_platform_users (id),
    decision text not null check (decision in ('approve', 'reject')),
    note text check (length(note) <= 2000),
    effect_hash bytea not null check (octet_length(effect_hash) = 32),
    -- The roles through which the decision was theirs to take.
    roles text[] not null,
    at timestamptz not null,
    -- Of an approval whose approver lost the right to it before it was carried out.
    lapsed_at timestamptz,
    foreign key (request_id, requested_by) references sys_approval_requests (id, requested_by),
    constraint sys_approval_decisions_two_people check (decided_by <> requested_by)
);
create unique index sys_approval_decisions_once on sys_approval_decisions (request_id, decided_by) where lapsed_at is null;
create index sys_approval_decisions_by_idx on sys_approval_decisions (decided_by, at desc);
comment on table sys_approval_decisions is 'Who approved or rejected a request, for which effect.';

-- Whatever the program does: nothing is executed without the approvals it needs, and nothing that is closed opens again.
create function sys_guard_approval() returns trigger language plpgsql as $$
begin
    if old.status <> 'pending' and new.status <> old.status then
        raise exception 'a closed request stays %', old.status using errcode = 'check_violation';
    end if;
    if (new.command, new.payload, new.effect_hash, new.requested_by) is distinct from (old.command, old.payload, old.effect_hash, old.requested_by) then
        raise exception 'what was asked for does not change' using errcode = 'check_violation';
    end if;
    if old.emergency and not new.emergency then
        raise exception 'an emergency stays flagged' using errcode = 'check_violation';
    end if;
    if old.status = 'pending' and new.status = 'executed' and not new.emergency
        and (select count(*) from sys_approval_decisions d
              where d.request_id = new.id and d.decision = 'approve' and d.lapsed_at is null and d.effect_hash = new.effect_hash) < new.approvers then
        raise exception 'too few approvals' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger sys_approval_requests_guard before update on sys_approval_requests
    for each row execute function sys_guard_approval();
create function sys_refuse_removal() returns trigger language plpgsql as $$
begin
    raise exception '% on % is not allowed', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger sys_approval_requests_kept before delete or truncate on sys_approval_requests
    for each statement execute function sys_refuse_removal();
create trigger sys_approval_decisions_kept before delete or truncate on sys_approval_decisions
    for each statement execute function sys_refuse_removal();

-- Who asks, who decides. A super admin holds everything anyway.
insert into sys_platform_role_permissions (role_id, permission)
select r.id, p.permission
from (values
    ('support_manager', 'tenants:activate'), ('support_manager', 'tenants:suspend'), ('support_manager', 'approvals:read'), ('support_manager', 'approvals:decide'),
    ('billing', 'tenants:activate'), ('billing', 'tenants:suspend'), ('billing', 'tenants:cancel'), ('billing', 'approvals:read'),
    ('auditor', 'approvals:read')
) as p (role, permission)
join sys_platform_roles r on r.code = p.role;
