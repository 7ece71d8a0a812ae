-- What a plan costs and allows gets versions: who subscribed keeps what was agreed until they are moved, and what was published never changes.
create table sys_plan_versions (
    id uuid primary key,
    plan_code text not null references sys_plans (code),
    number integer not null check (number >= 1),
    status text not null check (status in ('draft', 'published', 'retired', 'discarded')),
    name text not null check (length(name) between 2 and 100),
    name2 text not null check (length(name2) between 2 and 100),
    description text not null default '' check (length(description) <= 1000),
    description2 text not null default '' check (length(description2) <= 1000),
    trial_days smallint not null default 0 check (trial_days between 0 and 365),
    -- Null is no limit; 0 is nothing at all.
    orders_per_month integer check (orders_per_month >= 0),
    branches_limit integer check (branches_limit >= 0),
    users_limit integer check (users_limit >= 0),
    storage_limit_mb bigint check (storage_limit_mb >= 0),
    api_calls_per_month bigint check (api_calls_per_month >= 0),
    features text[] not null default '{}',
    -- Offered to everybody who asks, and not only by name.
    is_public boolean not null default true,
    recommended boolean not null default false,
    copied_from uuid references sys_plan_versions (id),
    created_at timestamptz not null,
    created_by uuid references sys_platform_users (id),
    published_at timestamptz,
    published_by uuid references sys_platform_users (id),
    retired_at timestamptz,
    version integer not null default 1,
    unique (plan_code, number),
    unique (id, plan_code),
    constraint sys_plan_versions_published check ((status in ('published', 'retired')) = (published_at is not null)),
    constraint sys_plan_versions_retired check ((status = 'retired') = (retired_at is not null))
);
comment on table sys_plan_versions is 'What each plan costs and allows, version by version; a published one never changes.';
-- One draft a plan: two who work on the next version work on the same one.
create unique index sys_plan_versions_one_draft on sys_plan_versions (plan_code) where status = 'draft';

create table sys_plan_prices (
    plan_version_id uuid not null references sys_plan_versions (id),
    -- A cycle, the fee at the beginning, or one more of what is limited: an order, a branch, a user, a gigabyte, a thousand calls.
    item text not null check (item in ('monthly', 'quarterly', 'annual', 'setup', 'orders', 'branches', 'users', 'storage', 'api_calls')),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    -- Far above any price there will be, and far below what a sum could not hold.
    minor bigint not null check (minor between 0 and 1000000000000),
    primary key (plan_version_id, item, currency)
);
comment on table sys_plan_prices is 'The prices of a version by what is charged and currency, without VAT; what has none is not charged, or by contract.';

insert into sys_plan_versions
    (id, plan_code, number, status, name, name2, description, description2, trial_days, orders_per_month, branches_limit, users_limit, storage_limit_mb,
     api_calls_per_month, features, is_public, recommended, created_at, published_at)
select gen_random_uuid(), p.code, 1, 'published', p.name, p.name2, d.description, d.description2, p.trial_days, p.orders_per_month, p.branches_limit,
       p.users_limit, p.storage_limit_mb, p.api_calls_per_month,
       (array['basic', 'pdf_invoices', 'loyalty_programs', 'driver_app', 'marketplace_listings', 'whatsapp_receipts', 'multi_branch', 'b2b_contracts',
              'advanced_analytics', 'api_access', 'white_label'])[1:d.features],
       p.code <> 'ENTERPRISE', p.code = 'GROWTH', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'
  from sys_plans p
  join (values
    ('FREE_TRIAL', 1, 'Everything one shop needs, to try it out.', 'كل ما تحتاجه مغسلة واحدة للتجربة.'),
    ('STARTER', 3, 'For one shop that takes its first orders.', 'لمغسلة واحدة في بداية عملها.'),
    ('GROWTH', 7, 'For a laundry that delivers and opens branches.', 'لمغسلة توصّل الطلبات وتفتح الفروع.'),
    ('PRO', 10, 'For chains with contracts and systems of their own.', 'للسلاسل ذات العقود والأنظمة الخاصة.'),
    ('ENTERPRISE', 11, 'What a contract says.', 'وفق ما ينص عليه العقد.')
  ) as d (code, features, description, description2) on d.code = p.code;
insert into sys_plan_prices (plan_version_id, item, currency, minor)
select v.id, x.item, 'OMR', x.minor
  from sys_plan_versions v join sys_plans p on p.code = v.plan_code
 cross join lateral (values ('monthly', p.monthly_minor), ('quarterly', case when p.monthly_minor > 0 then p.monthly_minor * 3 end), ('annual', p.annual_minor))
               as x (item, minor)
 where x.minor is not null;

-- The version that new subscribers get.
alter table sys_plans add column offered_version_id uuid;
update sys_plans p set offered_version_id = v.id from sys_plan_versions v where v.plan_code = p.code;
alter table sys_plans
    alter column offered_version_id set not null,
    add constraint sys_plans_offered_fkey foreign key (offered_version_id, code) references sys_plan_versions (id, plan_code);

alter table sys_tenant_subscriptions add column plan_version_id uuid;
update sys_tenant_subscriptions s set plan_version_id = p.offered_version_id from sys_plans p where p.code = s.plan_code;
alter table sys_tenant_subscriptions
    alter column plan_version_id set not null,
    add constraint sys_tenant_subscriptions_version_fkey foreign key (plan_version_id, plan_code) references sys_plan_versions (id, plan_code);
create index sys_tenant_subscriptions_version_idx on sys_tenant_subscriptions (plan_version_id, tenant_id) where ended_at is null;

-- Who names a plan and no version gets the one on offer; who keeps the plan keeps the version.
create function sys_take_offered_version() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.plan_version_id is null
        or tg_op = 'UPDATE' and new.plan_code <> old.plan_code and new.plan_version_id = old.plan_version_id then
        new.plan_version_id := (select offered_version_id from sys_plans where code = new.plan_code);
    end if;
    if not exists (select from sys_plan_versions where id = new.plan_version_id and status in ('published', 'retired')) then
        raise exception 'nobody subscribes to a version that was never published' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger sys_tenant_subscriptions_version before insert or update of plan_code, plan_version_id on sys_tenant_subscriptions
    for each row execute function sys_take_offered_version();

-- The terms of each version in one row, prices in baisa: what reports and lists read.
create view v_plan_terms as
select v.id as version_id, v.plan_code, v.number, v.status, p.rank, v.name, v.name2, v.trial_days, v.orders_per_month, v.branches_limit, v.users_limit,
       v.storage_limit_mb, v.api_calls_per_month, m.minor as monthly_minor, q.minor as quarterly_minor, a.minor as annual_minor
  from sys_plan_versions v
  join sys_plans p on p.code = v.plan_code
  left join sys_plan_prices m on m.plan_version_id = v.id and m.item = 'monthly' and m.currency = 'OMR'
  left join sys_plan_prices q on q.plan_version_id = v.id and q.item = 'quarterly' and q.currency = 'OMR'
  left join sys_plan_prices a on a.plan_version_id = v.id and a.item = 'annual' and a.currency = 'OMR';
alter table sys_plans
    drop column monthly_minor, drop column annual_minor, drop column trial_days, drop column orders_per_month, drop column branches_limit,
    drop column users_limit, drop column storage_limit_mb, drop column api_calls_per_month;

-- Published is published: only whether it is still sold changes.
create function sys_keep_published_version() returns trigger language plpgsql as $$
declare
    told text := 'a published version of a plan does not change';
begin
    if tg_op = 'DELETE' then
        raise exception '%', told using errcode = 'restrict_violation';
    end if;
    if old.status = 'draft' then
        return new;
    end if;
    if new.status = 'retired' and exists (select from sys_plans where offered_version_id = new.id) then
        raise exception 'the version on offer does not change to retired' using errcode = 'restrict_violation';
    end if;
    if old.status = 'retired' and new.retired_at is distinct from old.retired_at then
        raise exception '%', told using errcode = 'restrict_violation';
    end if;
    if old.status = 'discarded' or not (old.status = 'published' and new.status in ('published', 'retired') or old.status = 'retired' and new.status = 'retired')
        or (to_jsonb(new) - array['status', 'retired_at', 'version']) <> (to_jsonb(old) - array['status', 'retired_at', 'version']) then
        raise exception '%', told using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger sys_plan_versions_keep before update or delete on sys_plan_versions for each row execute function sys_keep_published_version();
create function sys_keep_published_prices() returns trigger language plpgsql as $$
begin
    -- Whoever publishes meanwhile is waited for.
    perform from sys_plan_versions v where v.id in (old.plan_version_id, new.plan_version_id) for share;
    if exists (select from sys_plan_versions v where v.id in (old.plan_version_id, new.plan_version_id) and v.status <> 'draft') then
        raise exception 'the prices of a published version do not change' using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger sys_plan_prices_keep before insert or update or delete on sys_plan_prices for each row execute function sys_keep_published_prices();

create function sys_keep_plans_whole() returns trigger language plpgsql as $$
begin
    raise exception 'what was published does not change' using errcode = 'restrict_violation';
end $$;
create trigger sys_plan_versions_whole before truncate on sys_plan_versions for each statement execute function sys_keep_plans_whole();
create trigger sys_plan_prices_whole before truncate on sys_plan_prices for each statement execute function sys_keep_plans_whole();

-- On offer is only what was published.
create function sys_offer_published() returns trigger language plpgsql as $$
begin
    if not exists (select from sys_plan_versions where id = new.offered_version_id and status = 'published') then
        raise exception 'a version that is not published does not change the offer' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger sys_plans_offer before insert or update of offered_version_id on sys_plans for each row execute function sys_offer_published();
comment on table sys_plans is 'Plans by code, and the version of each that is on offer.';

-- Who reads what is sold and charged, and who writes the plans. Super admins hold every permission.
insert into sys_platform_role_permissions (role_id, permission)
select r.id, p.permission
  from (values ('billing', 'billing:read'), ('billing', 'billing:plans'), ('analyst', 'billing:read'), ('auditor', 'billing:read'))
    as p (role, permission)
  join sys_platform_roles r on r.code = p.role
on conflict do nothing;
