-- A job queue of our own. Operating it is a duty of this console (what ran, what failed and why, stop it, run it again, for years back),
-- and a library's queue forgets a job when it is done, knows neither pauses nor caps, and hides its tables. A job is a row: it is written
-- in the transaction that causes it, taken by one worker at a time, and stays as a record after its end.
create table sys_jobs (
    -- Made in order of time, so that newest first is the order of the key.
    id uuid primary key,
    kind text not null,
    -- Of the payload's shape. A worker that does not know it leaves the job to one that does.
    version smallint not null default 1,
    payload jsonb not null,
    -- Smaller goes first.
    priority smallint not null,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'succeeded', 'dead', 'cancelled')),
    run_at timestamptz not null default now(),
    -- How often it was begun.
    attempts smallint not null default 0,
    max_attempts smallint not null check (max_attempts > 0),
    -- Of the jobs of a kind and key one waits at most.
    unique_key text,
    tenant_id uuid references sys_tenants (id),
    -- Which of the places a tenant has among the running jobs of a kind, where the kind caps them.
    tenant_slot smallint,
    trigger text not null default 'cause' check (trigger in ('cause', 'schedule', 'manual')),
    -- Who caused it, by what the change said of itself: the request (or the job) and the member of staff.
    request_id uuid,
    staff_id uuid references sys_platform_users (id),
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    worker_id uuid,
    cancel_requested_at timestamptz,
    progress_done bigint,
    progress_total bigint,
    last_error text,
    constraint sys_jobs_ended check ((finished_at is not null) = (state in ('succeeded', 'dead', 'cancelled'))),
    constraint sys_jobs_held check (state <> 'running' or worker_id is not null)
);
comment on table sys_jobs is 'Background work: what waits, runs and ended.';
create index sys_jobs_due_idx on sys_jobs (priority, run_at, id) where state = 'waiting';
create unique index sys_jobs_one_waiting on sys_jobs (kind, unique_key) where state = 'waiting' and unique_key is not null;
create index sys_jobs_running_idx on sys_jobs (worker_id) where state = 'running';
create unique index sys_jobs_tenant_slot on sys_jobs (kind, tenant_id, tenant_slot) where state = 'running' and tenant_slot is not null;
create index sys_jobs_state_idx on sys_jobs (state, id);
create index sys_jobs_kind_idx on sys_jobs (kind, state, id);
create index sys_jobs_tenant_idx on sys_jobs (tenant_id, id) where tenant_id is not null;
create index sys_jobs_request_idx on sys_jobs (request_id) where request_id is not null;
create index sys_jobs_ended_idx on sys_jobs (finished_at) where finished_at is not null;
-- A table that is rewritten all day: room on its pages, and vacuumed before the dead outnumber what waits.
alter table sys_jobs set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- Workers that sleep are woken; of many in one transaction one signal is sent.
create function sys_wake_workers() returns trigger language plpgsql as $$
begin
    notify hq_jobs;
    return null;
end $$;
create trigger sys_jobs_wake after insert on sys_jobs for each statement execute function sys_wake_workers();

-- Only attempts that did not succeed: the last one stands on the job.
create table sys_job_attempts (
    job_id uuid not null references sys_jobs (id) on delete cascade,
    attempt smallint not null,
    worker_id uuid,
    started_at timestamptz,
    ended_at timestamptz not null,
    outcome text not null check (outcome in ('failed', 'timed_out', 'lost', 'interrupted', 'cancelled', 'unreadable')),
    error text,
    -- An interrupted attempt does not count, so the next one has its number.
    id bigint generated always as identity primary key
);
comment on table sys_job_attempts is 'Attempts at jobs that did not succeed, with their errors.';
create index sys_job_attempts_job_idx on sys_job_attempts (job_id, id);

create table sys_job_workers (
    id uuid primary key,
    host text not null,
    pid integer not null,
    version text not null,
    places smallint not null,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    draining boolean not null default false
);
comment on table sys_job_workers is 'Workers that live. One not seen for a while is taken for dead, and its jobs are taken up by others.';

create table sys_job_pauses (
    kind text primary key,
    paused_at timestamptz not null,
    paused_by uuid references sys_platform_users (id),
    reason text not null
);
comment on table sys_job_pauses is 'Kinds of jobs nobody begins for now.';

create table sys_job_schedules (
    name text primary key,
    -- As the program gives it; a changed rule sets the next time anew.
    rule text not null,
    enabled boolean not null default true,
    next_run_at timestamptz not null,
    changed_by uuid references sys_platform_users (id),
    changed_at timestamptz
);
comment on table sys_job_schedules is 'What runs by itself, and when next. The rules stand in the program.';

create table sys_job_firings (
    schedule text not null references sys_job_schedules (name) on delete cascade,
    -- The time it was due.
    slot timestamptz not null,
    outcome text not null check (outcome in ('fired', 'overlapped', 'missed')),
    job_id uuid,
    at timestamptz not null,
    -- However many workers look at the clock, a time fires once.
    primary key (schedule, slot)
);
comment on table sys_job_firings is 'Each time a schedule came due, and what became of it.';
create index sys_job_firings_at_idx on sys_job_firings (at);

-- What waits in the library's queue goes on here; its schedules have none to lose.
do $$
begin
    if to_regclass('graphile_worker._private_jobs') is not null then
        execute $move$
            insert into sys_jobs (id, kind, payload, priority, run_at, max_attempts, unique_key, last_error)
            select distinct on (t.identifier, coalesce(j.key, j.id::text))
                   gen_random_uuid(), t.identifier, j.payload::jsonb, 100, j.run_at, 25, j.key, j.last_error
              from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
             where t.identifier in ('mail.send', 'import.run', 'import.undo') and j.attempts < j.max_attempts
             order by t.identifier, coalesce(j.key, j.id::text), j.run_at
        $move$;
        execute 'drop schema graphile_worker cascade';
    end if;
end $$;

-- Acts on many jobs at once: what was chosen is frozen when it is shown, and what became of each is a row.
create table sys_job_acts (
    id uuid primary key,
    act text not null check (act in ('retry', 'cancel')),
    jobs uuid[] not null check (cardinality(jobs) between 1 and 10000),
    staff_id uuid not null references sys_platform_users (id),
    created_at timestamptz not null,
    -- Until then it is a selection somebody looks at.
    confirmed_at timestamptz,
    job_id uuid references sys_jobs (id) on delete set null
);
comment on table sys_job_acts is 'Retrying or cancelling many jobs: what was chosen, by whom.';
create table sys_job_act_results (
    act_id uuid not null references sys_job_acts (id) on delete cascade,
    subject_id uuid not null,
    outcome text not null check (outcome in ('done', 'asked', 'not_possible')),
    primary key (act_id, subject_id)
);
comment on table sys_job_act_results is 'What became of each job that was acted on with many.';

insert into sys_platform_role_permissions (role_id, permission)
select r.id, p.permission
from (values ('auditor', 'jobs:read'), ('billing', 'jobs:read'), ('support_manager', 'jobs:read')) as p (role, permission)
join sys_platform_roles r on r.code = p.role
on conflict do nothing;
