-- The register of tenants. Plans stand here by code and price only; versions and subscriptions' terms come with billing.
create table sys_plans (
    code text primary key,
    rank smallint not null unique,
    name text not null,
    name2 text not null,
    -- OMR, three decimals; null where a contract says.
    monthly_minor bigint check (monthly_minor >= 0),
    annual_minor bigint check (annual_minor >= 0),
    trial_days smallint not null default 0
);
insert into sys_plans (code, rank, name, name2, monthly_minor, annual_minor, trial_days) values
    ('FREE_TRIAL', 1, 'Free trial', 'تجربة مجانية', 0, null, 14),
    ('STARTER', 2, 'Starter', 'البداية', 29000, 290000, 0),
    ('GROWTH', 3, 'Growth', 'النمو', 79000, 790000, 0),
    ('PRO', 4, 'Pro', 'الاحترافية', 199000, 1990000, 0),
    ('ENTERPRISE', 5, 'Enterprise', 'المؤسسات', null, null, 0);

create sequence sys_tenant_numbers;

create table sys_tenants (
    id uuid primary key,
    number bigint not null default nextval('sys_tenant_numbers') unique,
    code text not null generated always as ('T-' || case when number < 100000 then lpad(number::text, 5, '0') else number::text end) stored,
    name text not null constraint sys_tenants_name_length check (length(name) between 2 and 250),
    name2 text constraint sys_tenants_name2_length check (length(name2) <= 250),
    slug text not null constraint sys_tenants_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 50),
    business_type text not null check (business_type in ('laundry', 'dry_cleaning', 'both')),
    contact_name text,
    email text not null constraint sys_tenants_email_key unique check (email = lower(email)),
    phone text constraint sys_tenants_phone_shape check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    address text,
    city text,
    country_code text not null check (country_code ~ '^[A-Z]{2}$'),
    timezone text not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    default_language text not null default 'en' check (default_language in ('en', 'ar')),
    date_format text not null default 'dd/mm/yyyy' check (date_format in ('dd/mm/yyyy', 'yyyy-mm-dd', 'mm/dd/yyyy')),
    time_format text not null default '24h' check (time_format in ('24h', '12h')),
    first_day_of_week smallint not null default 0 check (first_day_of_week between 0 and 6),
    region text,
    tax_id text,
    commercial_registration text,
    owner_id uuid references sys_platform_users (id),
    tags text[] not null default '{}',
    signed_on date not null,
    import_id uuid,
    created_by uuid references sys_platform_users (id),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1,
    -- Mirrors of the lifecycle and subscription rows, kept by triggers, so that every list filter is one index on one table.
    stage text not null default 'trial' check (stage in ('trial', 'active', 'suspended', 'cancelled', 'churned')),
    plan_code text not null references sys_plans (code),
    search_text text not null generated always as (hq_fold(
        name || ' ' || coalesce(name2, '') || ' ' || slug || ' ' || email || ' ' || coalesce(phone, '')
        || ' T-' || case when number < 100000 then lpad(number::text, 5, '0') else number::text end
        || ' ' || coalesce(contact_name, ''))) stored
);
create unique index sys_tenants_slug_key on sys_tenants (slug) where stage <> 'churned';
create index sys_tenants_created_idx on sys_tenants (created_at desc, id desc);
create index sys_tenants_name_idx on sys_tenants ((name collate "und-x-icu"), id);
create index sys_tenants_number_idx on sys_tenants (number desc);
create index sys_tenants_stage_idx on sys_tenants (stage, created_at desc, id desc);
create index sys_tenants_plan_idx on sys_tenants (plan_code, created_at desc, id desc);
create index sys_tenants_country_idx on sys_tenants (country_code, created_at desc, id desc);
create index sys_tenants_owner_idx on sys_tenants (owner_id, created_at desc, id desc) where owner_id is not null;
create index sys_tenants_tags_idx on sys_tenants using gin (tags);
create index sys_tenants_search_idx on sys_tenants using gin (search_text gin_trgm_ops);
create index sys_tenants_import_idx on sys_tenants (import_id) where import_id is not null;

-- An exact total of a large table costs a scan; a counter kept by the writing statement costs one row.
create table sys_row_counts (
    table_name text primary key,
    row_count bigint not null
);
insert into sys_row_counts values ('sys_tenants', 0);
create function sys_count_rows() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        update sys_row_counts set row_count = row_count + (select count(*) from changed) where table_name = tg_table_name;
    else
        update sys_row_counts set row_count = row_count - (select count(*) from changed) where table_name = tg_table_name;
    end if;
    return null;
end $$;
create trigger sys_tenants_count_inserted after insert on sys_tenants
    referencing new table as changed for each statement execute function sys_count_rows();
create trigger sys_tenants_count_deleted after delete on sys_tenants
    referencing old table as changed for each statement execute function sys_count_rows();

create table sys_tenant_lifecycle (
    tenant_id uuid primary key references sys_tenants (id),
    stage text not null check (stage in ('trial', 'active', 'suspended', 'cancelled', 'churned')),
    suspension_mode text check (suspension_mode in ('read_only', 'blocked')),
    reason_category text check (reason_category in ('payment_overdue', 'policy_violation', 'security_concern', 'customer_request', 'other')),
    reason text,
    since timestamptz not null,
    changed_by uuid references sys_platform_users (id),
    trial_ends_on date,
    data_retention_until date,
    onboarding_status text not null default 'not_started' check (onboarding_status in ('not_started', 'in_progress', 'completed')),
    -- {step: {"at": time, "by": staff id}} for the steps that are done.
    onboarding_done jsonb not null default '{}',
    health_score smallint check (health_score between 0 and 100),
    churn_probability numeric(4, 3) check (churn_probability between 0 and 1),
    scored_at timestamptz,
    last_activity_at timestamptz,
    last_order_at timestamptz,
    last_login_at timestamptz,
    constraint sys_tenant_lifecycle_suspension check ((stage = 'suspended') = (suspension_mode is not null))
);
create index sys_tenant_lifecycle_trial_idx on sys_tenant_lifecycle (trial_ends_on) where stage = 'trial';

create table sys_tenant_lifecycle_events (
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    from_stage text,
    to_stage text not null,
    reason_category text,
    reason text,
    requested_by uuid references sys_platform_users (id),
    approved_by uuid references sys_platform_users (id),
    at timestamptz not null,
    effect jsonb not null default '{}'
);
create index sys_tenant_lifecycle_events_tenant_idx on sys_tenant_lifecycle_events (tenant_id, at desc);

create table sys_tenant_subscriptions (
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    plan_code text not null references sys_plans (code),
    cycle text not null default 'monthly' check (cycle in ('monthly', 'quarterly', 'annual')),
    status text not null check (status in ('trialing', 'active', 'past_due', 'suspended', 'cancelled', 'expired')),
    -- Half-open: the period does not contain its end.
    period_start date not null,
    period_end date not null,
    anchor_day smallint not null check (anchor_day between 1 and 31),
    started_at timestamptz not null,
    ended_at timestamptz,
    version integer not null default 1,
    constraint sys_tenant_subscriptions_period check (period_end > period_start)
);
create unique index sys_tenant_subscriptions_one_live on sys_tenant_subscriptions (tenant_id) where ended_at is null;
create index sys_tenant_subscriptions_tenant_idx on sys_tenant_subscriptions (tenant_id);

create function sys_mirror_stage() returns trigger language plpgsql as $$
begin
    update sys_tenants set stage = new.stage where id = new.tenant_id and stage <> new.stage;
    return null;
end $$;
create trigger sys_tenant_lifecycle_mirror after insert or update of stage on sys_tenant_lifecycle
    for each row execute function sys_mirror_stage();

create function sys_mirror_plan() returns trigger language plpgsql as $$
begin
    update sys_tenants set plan_code = new.plan_code
        where id = new.tenant_id and new.ended_at is null and plan_code <> new.plan_code;
    return null;
end $$;
create trigger sys_tenant_subscriptions_mirror after insert or update of plan_code, ended_at on sys_tenant_subscriptions
    for each row execute function sys_mirror_plan();

create table sys_tenant_branches (
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    name text not null,
    name2 text not null,
    is_main boolean not null default false,
    city text,
    created_at timestamptz not null
);
create unique index sys_tenant_branches_one_main on sys_tenant_branches (tenant_id) where is_main;
create index sys_tenant_branches_tenant_idx on sys_tenant_branches (tenant_id);

create table sys_tenant_branding (
    tenant_id uuid primary key references sys_tenants (id),
    primary_color text not null check (primary_color ~ '^#[0-9a-f]{6}$'),
    secondary_color text not null check (secondary_color ~ '^#[0-9a-f]{6}$'),
    accent_color text not null check (accent_color ~ '^#[0-9a-f]{6}$'),
    logo bytea check (octet_length(logo) <= 524288),
    logo_type text check (logo_type in ('image/png', 'image/jpeg')),
    updated_at timestamptz not null,
    constraint sys_tenant_branding_logo check ((logo is null) = (logo_type is null))
);

create table sys_tenant_contacts (
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    name text not null check (length(name) between 2 and 250),
    role text check (length(role) <= 250),
    email text,
    phone text,
    created_at timestamptz not null,
    version integer not null default 1,
    constraint sys_tenant_contacts_reachable check (email is not null or phone is not null)
);
create index sys_tenant_contacts_tenant_idx on sys_tenant_contacts (tenant_id, created_at);

create table sys_tenant_notes (
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    body text not null check (length(body) between 1 and 10000),
    pinned boolean not null default false,
    author_id uuid references sys_platform_users (id),
    author_label text not null,
    created_at timestamptz not null
);
create index sys_tenant_notes_tenant_idx on sys_tenant_notes (tenant_id, created_at desc);
