-- The connected product: what its database said of each tenant, where that differs from the register, what every run found, and what waits
-- to be told to it. The register stays the truth; nothing here changes it.

-- One row: whether what happens here is to be told to the product. The environment has a switch of its own, and both must stand.
create table sys_product_settings (
    id boolean primary key default true check (id),
    push_enabled boolean not null default false,
    changed_by uuid references sys_platform_users (id),
    changed_at timestamptz
);
comment on table sys_product_settings is 'Whether changes are told to the product; one row.';
insert into sys_product_settings default values;

-- Every run of the mirror.
create table sys_product_syncs (
    id uuid primary key,
    state text not null check (state in ('asked', 'running', 'done', 'failed')),
    asked_by uuid references sys_platform_users (id),
    asked_at timestamptz not null,
    started_at timestamptz,
    -- Moved on with every batch: a run that stands still belongs to a process that is gone.
    beat_at timestamptz,
    ended_at timestamptz,
    tenants integer not null default 0,
    branches integer not null default 0,
    users integer not null default 0,
    -- Days of figures that were new or different.
    days integer not null default 0,
    drifts integer not null default 0,
    -- Tenants whose figures could not be read, in this run.
    failures integer not null default 0,
    -- Names of what the product's database lacks or does not show us.
    missing text[] not null default '{}',
    -- What was found when it connected: version, role, tables.
    probe jsonb,
    -- Why it failed: a code the page has words for, and what the database said.
    error text,
    error_detail text
);
comment on table sys_product_syncs is 'Runs of the product''s mirror: when, how much, what was missing, why one failed.';
-- One at a time, and one that waits.
create unique index sys_product_syncs_one_running on sys_product_syncs ((state)) where state in ('asked', 'running');
create index sys_product_syncs_asked_idx on sys_product_syncs (asked_at desc, id desc);

-- Tenants of the product, and which of ours each one is.
create table sys_product_tenants (
    product_id uuid primary key,
    tenant_id uuid unique references sys_tenants (id) on delete set null,
    matched_by text check (matched_by in ('id', 'slug', 'email')),
    -- Slug and e-mail lead to two different tenants of ours, or to one that is taken.
    ambiguous boolean not null default false,
    name text not null,
    slug text not null,
    email text not null,
    -- As the product says it, and as our stages are called.
    status text not null,
    stage text not null,
    is_active boolean not null,
    plan_code text,
    subscription_plan text,
    subscription_status text,
    -- The product's pages want exactly one; null where subscriptions cannot be read.
    subscriptions integer,
    lifecycle_stage text,
    has_lifecycle boolean,
    currency text,
    timezone text,
    created_at timestamptz,
    first_seen_at timestamptz not null,
    seen_at timestamptz not null,
    -- Up to when its figures were read; null when they never were. And why they could not be, the last time.
    measured_at timestamptz,
    measure_error text
);
comment on table sys_product_tenants is 'Tenants of the product as it last said them, and which of ours each is.';
create index sys_product_tenants_seen_idx on sys_product_tenants (seen_at);

-- People of a tenant, as the product has them: no names, no addresses, only what limits and support need.
create table sys_tenant_users (
    tenant_id uuid not null references sys_tenants (id) on delete cascade,
    user_id uuid not null,
    role text not null,
    is_active boolean not null,
    -- False for an employee without a login.
    can_sign_in boolean not null,
    last_login_at timestamptz,
    created_at timestamptz,
    primary key (tenant_id, user_id)
);
comment on table sys_tenant_users is 'People of each tenant, mirrored from the product: role and last sign-in, no names.';

-- Branches the product has beside the one every tenant begins with here.
alter table sys_tenant_branches
    add column product_id uuid,
    add column mirrored boolean not null default false,
    add column active boolean not null default true,
    add constraint sys_tenant_branches_mirrored check (not mirrored or product_id is not null);
create unique index sys_tenant_branches_product_key on sys_tenant_branches (tenant_id, product_id) where product_id is not null;

-- Where the register and the product differ, as of the last whole run.
create table sys_product_drifts (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('only_product', 'only_console', 'ambiguous', 'name', 'slug', 'email', 'stage', 'plan', 'locale',
                                       'subscriptions', 'plan_words', 'lifecycle', 'limits')),
    -- What within the kind: a limit's name; empty for most.
    subject text not null default '',
    tenant_id uuid references sys_tenants (id) on delete cascade,
    product_id uuid,
    name text not null,
    console_value text not null default '',
    product_value text not null default '',
    first_seen_at timestamptz not null,
    search_text text not null generated always as (hq_fold(name || ' ' || console_value || ' ' || product_value)) stored,
    constraint sys_product_drifts_key unique nulls not distinct (kind, subject, tenant_id, product_id)
);
comment on table sys_product_drifts is 'Where the register and the product differ, as of the last whole run.';
create index sys_product_drifts_first_seen_idx on sys_product_drifts (first_seen_at desc, id desc);
create index sys_product_drifts_tenant_idx on sys_product_drifts (tenant_id);
create index sys_product_drifts_kind_idx on sys_product_drifts (kind, first_seen_at desc, id desc);
create index sys_product_drifts_search_idx on sys_product_drifts using gin (search_text gin_trgm_ops);

-- Where the register and what the product last said differ. Plans' limits are compared by the run, which alone has seen them.
create view v_product_differences as
with linked as (
    select p.*, t.name as own_name, t.slug as own_slug, t.email as own_email, t.stage as own_stage, t.plan_code as own_plan,
           t.currency as own_currency, t.timezone as own_timezone, l.suspension_mode,
           case upper(coalesce(p.subscription_plan, p.plan_code)) when 'FREE' then 'FREE_TRIAL'
                else upper(coalesce(p.subscription_plan, p.plan_code)) end as its_plan
      from sys_product_tenants p
      join sys_tenants t on t.id = p.tenant_id
      left join sys_tenant_lifecycle l on l.tenant_id = t.id)
select case when ambiguous then 'ambiguous' else 'only_product' end as kind, null::uuid as tenant_id, product_id, name,
       '' as console_value, slug || ' · ' || email as product_value
  from sys_product_tenants where tenant_id is null
union all
select 'only_console', t.id, null, t.name, t.stage, ''
  from sys_tenants t
 where t.stage <> 'churned' and not exists (select from sys_product_tenants p where p.tenant_id = t.id)
union all
select 'name', tenant_id, product_id, own_name, own_name, name from linked where btrim(name) <> btrim(own_name)
union all
select 'slug', tenant_id, product_id, own_name, own_slug, slug from linked where slug <> own_slug and own_stage <> 'churned'
union all
select 'email', tenant_id, product_id, own_name, own_email, email from linked where lower(email) <> own_email
union all
-- The product knows no suspension that lets read: open or shut, either is as near as it gets.
select 'stage', tenant_id, product_id, own_name, own_stage, stage from linked
 where not case own_stage
           when 'suspended' then stage = 'suspended' or suspension_mode = 'read_only' and stage in ('trial', 'active', 'suspended_open')
           when 'churned' then stage in ('cancelled', 'suspended', 'inactive')
           else stage = own_stage end
union all
select 'plan', tenant_id, product_id, own_name, own_plan, coalesce(its_plan, '') from linked
 where own_stage in ('trial', 'active', 'suspended') and its_plan is distinct from own_plan
union all
select 'locale', tenant_id, product_id, own_name, own_currency || ' · ' || own_timezone,
       coalesce(currency, own_currency) || ' · ' || coalesce(timezone, own_timezone) from linked
 where upper(currency) <> own_currency or timezone <> own_timezone
union all
select 'subscriptions', tenant_id, product_id, own_name, '1', subscriptions::text from linked where subscriptions <> 1
union all
select 'plan_words', tenant_id, product_id, own_name, its_plan, coalesce(plan_code, '') || ' · ' || subscription_plan from linked
 where subscriptions = 1 and subscription_plan is distinct from plan_code
union all
select 'lifecycle', tenant_id, product_id, own_name, own_stage, '' from linked where not has_lifecycle;
comment on view v_product_differences is 'Where the register and what the product last said differ, one line a difference.';

-- What waits to be told to the product, one row for each step of a tenant's life, told in the order of their numbers.
create table sys_product_pushes (
    id bigint generated always as identity primary key,
    tenant_id uuid not null references sys_tenants (id) on delete cascade,
    event_id uuid not null unique references sys_tenant_lifecycle_events (id) on delete cascade,
    kind text not null check (kind in ('provision', 'stage')),
    to_stage text not null,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'skipped')),
    created_at timestamptz not null,
    attempts integer not null default 0,
    next_at timestamptz not null,
    done_at timestamptz,
    -- Why it was not done or left out: a code the page has words for, and what the database said.
    error text,
    error_detail text,
    -- What was read back after the write.
    read_back jsonb
);
comment on table sys_product_pushes is 'Steps of tenants'' lives that wait to be told to the product, or were.';
create index sys_product_pushes_tenant_idx on sys_product_pushes (tenant_id, id);
create index sys_product_pushes_waiting_idx on sys_product_pushes (next_at, id) where state = 'waiting';

-- Written in the transaction of the cause, whatever the cause is: a form, an import, the hour.
create function sys_queue_product_push() returns trigger language plpgsql as $$
begin
    if exists (select from sys_product_settings where push_enabled) then
        insert into sys_product_pushes (tenant_id, event_id, kind, to_stage, created_at, next_at)
            select tenant_id, id, case when from_stage is null then 'provision' else 'stage' end, to_stage, at, at
              from happened order by at, id;
    end if;
    return null;
end $$;
create trigger sys_tenant_lifecycle_events_push after insert on sys_tenant_lifecycle_events
    referencing new table as happened for each statement execute function sys_queue_product_push();

insert into sys_platform_role_permissions (role_id, permission)
select r.id, p.permission
  from (values ('support_manager', 'operations:read'), ('auditor', 'operations:read')) as p (role, permission)
  join sys_platform_roles r on r.code = p.role
on conflict do nothing;
