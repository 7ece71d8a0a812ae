-- Onboarding: checklists as data, what each tenant has done of its own, and the calls that were arranged with it.
create table sys_onboarding_templates (
    id uuid primary key,
    name text not null check (length(name) between 1 and 100),
    name2 text not null check (length(name2) between 1 and 100),
    -- New tenants get this one.
    is_default boolean not null default false,
    -- Every change of its steps makes a new version; a tenant keeps the one it began with.
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    updated_by uuid references sys_platform_users (id)
);
comment on table sys_onboarding_templates is 'Checklists that new tenants are led through.';
create unique index sys_onboarding_templates_one_default on sys_onboarding_templates (is_default) where is_default;

create table sys_onboarding_steps (
    template_id uuid not null references sys_onboarding_templates (id),
    version integer not null,
    key text not null check (key ~ '^[a-z][a-z0-9_]{1,49}$'),
    position smallint not null check (position > 0),
    name text not null check (length(name) between 1 and 200),
    name2 text not null check (length(name2) between 1 and 200),
    description text not null default '' check (length(description) <= 1000),
    description2 text not null default '' check (length(description2) <= 1000),
    help_url text check (help_url ~ '^https://' and length(help_url) <= 500),
    required boolean not null,
    -- What completes it by itself.
    event text check (event in ('branding_set', 'first_order')),
    primary key (template_id, version, key),
    unique (template_id, version, position)
);
comment on table sys_onboarding_steps is 'The steps of each version of a checklist.';

insert into sys_onboarding_templates (id, name, name2, is_default, created_at, updated_at) values
    ('01900000-0000-7000-8000-000000000100', 'Standard', 'القياسية', true, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
insert into sys_onboarding_steps (template_id, version, key, position, name, name2, description, description2, required, event)
select '01900000-0000-7000-8000-000000000100', 1, s.*
  from (values
    ('setup_business_info', 1, 'Enter business details', 'إدخال بيانات النشاط',
     'Name, address, tax number and opening hours are right in the product.', 'الاسم والعنوان والرقم الضريبي وساعات العمل صحيحة في النظام.', true, null),
    ('configure_branding', 2, 'Set up branding', 'إعداد الهوية البصرية',
     'Logo and colours as customers see them on receipts.', 'الشعار والألوان كما يراها العملاء على الإيصالات.', false, 'branding_set'),
    ('add_products', 3, 'Add services and prices', 'إضافة الخدمات والأسعار',
     'The price list with services and items, in both languages.', 'قائمة الأسعار بالخدمات والقطع، باللغتين.', true, null),
    ('invite_team', 4, 'Invite the team', 'دعوة فريق العمل',
     'Everybody who works with it has an account of their own.', 'لكل من يعمل على النظام حساب خاص به.', false, null),
    ('create_first_order', 5, 'Create the first order', 'إنشاء أول طلب',
     'A real order has gone through the counter.', 'مرّ طلب حقيقي عبر الاستقبال.', true, 'first_order'),
    ('configure_workflows', 6, 'Set up workflows', 'إعداد مسارات العمل',
     'The steps an order goes through match how the laundry works.', 'خطوات الطلب تطابق طريقة عمل المغسلة.', false, null)
  ) as s (key, position, name, name2, description, description2, required, event);

-- Done steps stay where they were, in onboarding_done: {step: {"at": time, "by": staff id, "note": text, "event": what completed it}}.
alter table sys_tenant_lifecycle
    add column onboarding_template_id uuid not null default '01900000-0000-7000-8000-000000000100' references sys_onboarding_templates (id),
    add column onboarding_version integer not null default 1,
    -- When the onboarding itself last moved: a step done or reopened.
    add column onboarding_at timestamptz,
    add column onboarding_completed_at timestamptz,
    -- Set when somebody completed it without all required steps.
    add column onboarding_completed_reason text,
    -- The tenant's last reminder: one for each time it stands still.
    add column onboarding_reminded_at timestamptz,
    -- The tenant's day with its first order.
    add column first_order_on date;
update sys_tenant_lifecycle as l
   set onboarding_at = d.at, onboarding_completed_at = case when l.onboarding_status = 'completed' then coalesce(d.at, l.since) end
  from (select tenant_id, (select max((step.value ->> 'at')::timestamptz) from jsonb_each(onboarding_done) as step) as at from sys_tenant_lifecycle) as d
 where d.tenant_id = l.tenant_id and (d.at is not null or l.onboarding_status = 'completed');
alter table sys_tenant_lifecycle
    add constraint sys_tenant_lifecycle_onboarded check ((onboarding_status = 'completed') = (onboarding_completed_at is not null)),
    -- Since when nothing happened: neither a step nor anything in the product nor a move between stages.
    add column onboarding_moved_at timestamptz generated always as (greatest(since, onboarding_at, last_activity_at)) stored;

-- The columns of the board, each in its order; the home page names onboardings that stand still by the first.
drop index sys_tenant_lifecycle_stalled_idx;
create index sys_tenant_lifecycle_onboarding_idx on sys_tenant_lifecycle (onboarding_moved_at desc, tenant_id desc)
    where onboarding_status = 'in_progress' and stage in ('trial', 'active');
create index sys_tenant_lifecycle_not_started_idx on sys_tenant_lifecycle (since desc, tenant_id desc)
    where onboarding_status = 'not_started' and stage in ('trial', 'active');
create index sys_tenant_lifecycle_onboarded_idx on sys_tenant_lifecycle (onboarding_completed_at desc, tenant_id desc)
    where onboarding_completed_at is not null;

create table sys_onboarding_calls (
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    assignee_id uuid not null references sys_platform_users (id),
    due_on date not null,
    note text not null default '' check (length(note) <= 2000),
    created_by uuid references sys_platform_users (id),
    created_at timestamptz not null
);
comment on table sys_onboarding_calls is 'Calls arranged with tenants in onboarding: who, and on which day.';
create index sys_onboarding_calls_tenant_idx on sys_onboarding_calls (tenant_id, due_on desc);
