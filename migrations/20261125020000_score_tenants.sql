-- How well each tenant does, day by day: the score, its five parts and the figures it was made of, so that every number on a page can be
-- explained long after. The newest day is mirrored to where lists filter and sort. Beside it the early warnings, and the playbooks that
-- answer a risk: never the same one twice for a tenant within thirty days, which the database itself refuses.
create extension if not exists btree_gist;

-- The last thirty days of figures up to `day`, as they were found.
create table sys_tenant_health_scores (
    tenant_id uuid not null references sys_tenants (id),
    -- The last whole day that counts.
    day date not null,
    band text not null check (band in ('new', 'unknown', 'healthy', 'good', 'fair', 'at_risk')),
    -- Null while a tenant is too new, or too little is known of it.
    overall smallint check (overall between 0 and 100),
    usage smallint not null check (usage between 0 and 100),
    engagement smallint not null check (engagement between 0 and 100),
    financial smallint not null check (financial between 0 and 100),
    support smallint not null check (support between 0 and 100),
    growth smallint not null check (growth between 0 and 100),
    churn_probability numeric(4, 3) check (churn_probability between 0 and 1),
    churn_level text check (churn_level in ('low', 'medium', 'high', 'critical')),
    trend text not null check (trend in ('improving', 'stable', 'declining')),
    -- The score a week before, where there is one.
    previous smallint check (previous between 0 and 100),
    -- What is amiss: [{"code", "severity", "points", "details"}]; points are of the hundred of the score.
    factors jsonb not null,
    -- What the churn probability is added up from: [{"code", "points"}]; points are hundredths.
    reasons jsonb not null,
    orders integer not null,
    orders_expected integer not null,
    orders_late integer not null,
    orders_early integer not null,
    orders_week integer not null,
    orders_week_before integer not null,
    people integer not null,
    people_all integer not null,
    -- Days since the last one within ninety; null when there was none.
    since_login smallint,
    since_order smallint,
    subscription text,
    method text not null,
    computed_at timestamptz not null,
    primary key (tenant_id, day),
    constraint sys_tenant_health_scores_whole check ((band in ('new', 'unknown')) = (overall is null)
        and (overall is null) = (churn_probability is null) and (overall is null) = (churn_level is null))
);
create index sys_tenant_health_scores_day_idx on sys_tenant_health_scores using brin (day);
comment on table sys_tenant_health_scores is 'Health of each tenant, day by day, with the figures it was made of.';

alter table sys_tenant_lifecycle
    add column health_band text check (health_band in ('new', 'unknown', 'healthy', 'good', 'fair', 'at_risk')),
    add column churn_level text check (churn_level in ('low', 'medium', 'high', 'critical'));
-- Lists are sorted by it, the worst first; whoever has no score comes last.
create index sys_tenant_lifecycle_health_idx on sys_tenant_lifecycle (coalesce(health_score::bigint, 101), tenant_id);

-- Mirrors, as stage and plan are. The score itself moves for most tenants every night and is read from the lifecycle row, which has few
-- indexes; band and level move seldom, and only these are written to the register.
alter table sys_tenants
    add column health_band text check (health_band in ('new', 'unknown', 'healthy', 'good', 'fair', 'at_risk')),
    add column churn_level text check (churn_level in ('low', 'medium', 'high', 'critical'));
create index sys_tenants_health_idx on sys_tenants (health_band, created_at desc, id desc);
create index sys_tenants_churn_idx on sys_tenants (churn_level, created_at desc, id desc);

create function sys_mirror_health() returns trigger language plpgsql as $$
begin
    update sys_tenants as t set health_band = a.health_band, churn_level = a.churn_level
      from arrived a
     where t.id = a.tenant_id and (t.health_band, t.churn_level) is distinct from (a.health_band, a.churn_level);
    return null;
end $$;
create trigger sys_tenant_lifecycle_mirror_health after update on sys_tenant_lifecycle
    referencing new table as arrived for each statement execute function sys_mirror_health();

-- Whoever has left is not at risk any more.
create function sys_forget_health() returns trigger language plpgsql as $$
begin
    if new.stage in ('cancelled', 'churned') and old.stage not in ('cancelled', 'churned') then
        new.health_score := null;
        new.health_band := null;
        new.churn_probability := null;
        new.churn_level := null;
    end if;
    return new;
end $$;
create trigger sys_tenant_lifecycle_forget_health before update of stage on sys_tenant_lifecycle
    for each row execute function sys_forget_health();

-- One row a day on which all were scored: how far the run has come, so that one that was interrupted goes on.
create table sys_health_runs (
    day date primary key,
    after_id uuid,
    tenants integer not null default 0,
    started_at timestamptz not null,
    finished_at timestamptz
);
comment on table sys_health_runs is 'The nightly scoring of all tenants: how far it has come.';

create table sys_tenant_warnings (
    id bigint generated always as identity primary key,
    tenant_id uuid not null references sys_tenants (id),
    kind text not null check (kind in ('orders_dropped', 'no_login', 'no_order', 'score_fell', 'payment_overdue')),
    -- The figures that raised it.
    details jsonb not null default '{}',
    opened_on date not null,
    opened_at timestamptz not null,
    closed_at timestamptz
);
create unique index sys_tenant_warnings_one_open on sys_tenant_warnings (tenant_id, kind) where closed_at is null;
create index sys_tenant_warnings_tenant_idx on sys_tenant_warnings (tenant_id, opened_at desc);
comment on table sys_tenant_warnings is 'Early warnings: one open for each tenant and kind.';

create table sys_playbook_runs (
    id bigint generated always as identity primary key,
    tenant_id uuid not null references sys_tenants (id),
    -- The level it answers.
    playbook text not null check (playbook in ('medium', 'high', 'critical')),
    proposed_on date not null,
    proposed_at timestamptz not null,
    probability numeric(4, 3) not null,
    -- Null when the console started it by itself.
    started_by uuid references sys_platform_users (id),
    started_at timestamptz,
    task_id uuid,
    outcome text check (outcome in ('helped', 'no_change', 'lost')),
    outcome_note text,
    outcome_by uuid references sys_platform_users (id),
    outcome_at timestamptz,
    constraint sys_playbook_runs_once exclude using gist
        (tenant_id with =, playbook with =, daterange(proposed_on, proposed_on + 30) with &&),
    constraint sys_playbook_runs_outcome check ((outcome is null) = (outcome_at is null) and (outcome is null or started_at is not null))
);
create index sys_playbook_runs_tenant_idx on sys_playbook_runs (tenant_id, proposed_at desc);
comment on table sys_playbook_runs is 'What was proposed or done against a risk, and how it ended.';

insert into sys_platform_role_permissions (role_id, permission)
select r.id, p.permission
  from (values ('billing', 'health:read'), ('support_manager', 'health:read'), ('support', 'health:read'), ('analyst', 'health:read'),
               ('support_manager', 'health:compute')) as p (role, permission)
  join sys_platform_roles r on r.code = p.role
on conflict do nothing;
