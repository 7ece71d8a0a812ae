-- What each subscription is billed by: the terms agreed, what its period was charged with, when something is next due, and how it was on every
-- day there ever was. A billing run reads nothing else.
alter table sys_tenant_subscriptions
    add column currency text check (currency ~ '^[A-Z]{3}$'),
    -- Agreed instead of the plan's price, for a period of the cycle.
    add column price_override_minor bigint check (price_override_minor between 0 and 1000000000000),
    -- So many more of something, each for so much a period.
    add column add_ons jsonb not null default '[]' check (jsonb_typeof(add_ons) = 'array'),
    add column discount jsonb check (jsonb_typeof(discount) = 'object'),
    -- Terms that hold from the end of the period on.
    add column scheduled jsonb check (jsonb_typeof(scheduled) = 'object'),
    -- The days the price is for; more than the period has when it began in the middle of one.
    add column whole_days integer check (whole_days > 0),
    -- Charged when the period began; what a whole one costs now; and what changes since moved, in minor units × days.
    add column base_minor bigint not null default 0,
    add column price_minor bigint,
    add column moved bigint not null default 0,
    add column vat_basis_points integer not null default 0 check (vat_basis_points between 0 and 10000),
    -- The day on which something is next to be charged: the first of a period that was not charged yet, the end of a month of use, the end
    -- of the period.
    add column due_on date,
    -- The fee at the beginning is charged with the first period of all, and only then.
    add column setup_due boolean not null default false,
    -- The day since when it is as it stands.
    add column changed_on date;

-- Whoever subscribes pays in the tenant's currency where the plan has a price in it, and in rials otherwise.
create or replace function sys_take_offered_version() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.plan_version_id is null
        or tg_op = 'UPDATE' and new.plan_code <> old.plan_code and new.plan_version_id = old.plan_version_id then
        new.plan_version_id := (select offered_version_id from sys_plans where code = new.plan_code);
    end if;
    if not exists (select from sys_plan_versions where id = new.plan_version_id and status in ('published', 'retired')) then
        raise exception 'nobody subscribes to a version that was never published' using errcode = 'restrict_violation';
    end if;
    if new.currency is null then
        new.currency := coalesce((select p.currency from sys_plan_prices p join sys_tenants t on t.currency = p.currency
                                   where p.plan_version_id = new.plan_version_id and p.item = new.cycle and t.id = new.tenant_id), 'OMR');
    end if;
    if new.price_minor is null then
        new.price_minor := coalesce(new.price_override_minor, (select minor from sys_plan_prices
            where plan_version_id = new.plan_version_id and item = new.cycle and currency = new.currency), 0);
    end if;
    new.whole_days := coalesce(new.whole_days, new.period_end - new.period_start);
    new.changed_on := coalesce(new.changed_on, (new.started_at at time zone 'Asia/Muscat')::date);
    return new;
end $$;

-- What runs already was charged elsewhere, and nobody wrote its periods on: the period is the one of today, and the next is the first that is
-- charged here.
update sys_tenant_subscriptions s
   set period_start = p.starts, period_end = p.ends
  from (select x.id, (x.period_start + (n - 1) * x.step)::date as starts, (x.period_start + n * x.step)::date as ends,
               row_number() over (partition by x.id order by n) as place
          from (select id, period_start,
                       case cycle when 'monthly' then interval '1 month' when 'quarterly' then interval '3 months' else interval '1 year' end as step
                  from sys_tenant_subscriptions
                 where ended_at is null and status in ('active', 'past_due', 'suspended') and period_end <= (now() at time zone 'Asia/Muscat')::date) x,
               generate_series(1, 1200) as n
         where (x.period_start + n * x.step)::date > (now() at time zone 'Asia/Muscat')::date) p
 where p.id = s.id and p.place = 1;
update sys_tenant_subscriptions s
   set currency = 'OMR', whole_days = s.period_end - s.period_start,
       price_minor = coalesce(p.minor, 0), base_minor = coalesce(p.minor, 0),
       due_on = case when s.ended_at is null and s.status in ('active', 'past_due', 'suspended') then s.period_end end,
       changed_on = (coalesce(s.ended_at, s.started_at) at time zone 'Asia/Muscat')::date
  from sys_tenant_subscriptions x
  left join sys_plan_prices p on p.plan_version_id = x.plan_version_id and p.item = x.cycle and p.currency = 'OMR'
 where x.id = s.id;
alter table sys_tenant_subscriptions
    alter column currency set not null,
    alter column whole_days set not null,
    alter column price_minor set not null,
    alter column changed_on set not null,
    add constraint sys_tenant_subscriptions_due check (ended_at is not null or status not in ('active', 'past_due') or due_on is not null);
create index sys_tenant_subscriptions_due_idx on sys_tenant_subscriptions (due_on, id) where ended_at is null;

-- How a tenant's subscription was on every day. Each row's last day is the day before another's first, and only one row has none: with both
-- ends unique, no day is told twice and none is left out.
create table sys_subscription_history (
    tenant_id uuid not null references sys_tenants (id),
    starts_on date not null,
    ends_on date,
    subscription_id uuid not null references sys_tenant_subscriptions (id),
    status text not null,
    plan_code text not null,
    plan_version_id uuid not null references sys_plan_versions (id),
    cycle text not null,
    currency text not null,
    price_minor bigint not null,
    price_override_minor bigint,
    add_ons jsonb not null,
    discount jsonb,
    primary key (tenant_id, starts_on),
    constraint sys_subscription_history_days check (ends_on > starts_on),
    constraint sys_subscription_history_one_end unique nulls not distinct (tenant_id, ends_on),
    constraint sys_subscription_history_no_gap foreign key (tenant_id, ends_on) references sys_subscription_history (tenant_id, starts_on)
        deferrable initially deferred
);
comment on table sys_subscription_history is 'What each tenant was subscribed to on every day, without gap or overlap.';
create index sys_subscription_history_subscription_idx on sys_subscription_history (subscription_id);

-- Keeps the history, whoever changes a subscription. What changes twice on one day counts as it was at its end.
create function sys_keep_subscription_history() returns trigger language plpgsql as $$
declare
    last sys_subscription_history;
begin
    select * into last from sys_subscription_history where tenant_id = new.tenant_id and ends_on is null for update;
    if last.starts_on > new.changed_on then
        raise exception 'a subscription is not changed before the day it was changed last' using errcode = 'integrity_constraint_violation';
    end if;
    if last.starts_on = new.changed_on then
        update sys_subscription_history
           set subscription_id = new.id, status = new.status, plan_code = new.plan_code, plan_version_id = new.plan_version_id, cycle = new.cycle,
               currency = new.currency, price_minor = new.price_minor, price_override_minor = new.price_override_minor, add_ons = new.add_ons,
               discount = new.discount
         where tenant_id = new.tenant_id and starts_on = new.changed_on;
        return null;
    end if;
    update sys_subscription_history set ends_on = new.changed_on where tenant_id = new.tenant_id and starts_on = last.starts_on;
    insert into sys_subscription_history
        (tenant_id, starts_on, subscription_id, status, plan_code, plan_version_id, cycle, currency, price_minor, price_override_minor, add_ons, discount)
    values (new.tenant_id, new.changed_on, new.id, new.status, new.plan_code, new.plan_version_id, new.cycle, new.currency, new.price_minor,
            new.price_override_minor, new.add_ons, new.discount);
    return null;
end $$;
create trigger sys_tenant_subscriptions_history_insert after insert on sys_tenant_subscriptions
    for each row execute function sys_keep_subscription_history();
create trigger sys_tenant_subscriptions_history_update after update on sys_tenant_subscriptions for each row
    when ((old.status, old.plan_version_id, old.cycle, old.currency, old.price_minor, old.price_override_minor, old.add_ons, old.discount)
          is distinct from
          (new.status, new.plan_version_id, new.cycle, new.currency, new.price_minor, new.price_override_minor, new.add_ons, new.discount))
    execute function sys_keep_subscription_history();

-- The history of those who have none, from the rows there are: of what ended, only that it ran and how it ended is known.
create function sys_fill_subscription_history() returns void language sql as $$
    insert into sys_subscription_history
        (tenant_id, starts_on, ends_on, subscription_id, status, plan_code, plan_version_id, cycle, currency, price_minor, price_override_minor,
         add_ons, discount)
    select tenant_id, day, lead(day) over (partition by tenant_id order by day), id, status, plan_code, plan_version_id, cycle, currency,
           price_minor, price_override_minor, add_ons, discount
      from (select distinct on (s.tenant_id, e.day) s.tenant_id, e.day, s.id, e.status, s.plan_code, s.plan_version_id, s.cycle, s.currency, s.price_minor,
                   s.price_override_minor, s.add_ons, s.discount
              from sys_tenant_subscriptions s
              left join sys_tenant_lifecycle l on l.tenant_id = s.tenant_id and l.stage = 'suspended' and l.since >= s.started_at
             cross join lateral (values
                ((s.started_at at time zone 'Asia/Muscat')::date, s.started_at, 1,
                 case when s.ended_at is null and (s.status <> 'suspended' or l.since is null) then s.status when s.plan_code = 'FREE_TRIAL' then 'trialing' else 'active' end),
                ((s.ended_at at time zone 'Asia/Muscat')::date, s.ended_at, 0, s.status),
                (case when s.ended_at is null and s.status = 'suspended' then (l.since at time zone 'Asia/Muscat')::date end, l.since, 2, s.status)
             ) as e (day, at, place, status)
             where e.day is not null and not exists (select from sys_subscription_history h where h.tenant_id = s.tenant_id)
             order by s.tenant_id, e.day, e.at desc, e.place desc) as days;
    update sys_tenant_subscriptions s set changed_on = h.starts_on
      from sys_subscription_history h where h.subscription_id = s.id and h.ends_on is null and s.changed_on < h.starts_on;
$$;
select sys_fill_subscription_history();

-- One go through everything that is due by a day. At most one goes at a time, and what it has done is told as it does it.
create table sys_billing_runs (
    id uuid primary key,
    number bigint not null generated always as identity unique,
    billed_to date not null,
    status text not null check (status in ('waiting', 'running', 'cancelling', 'cancelled', 'done', 'failed')),
    -- What the preview said would come; what came is beside it.
    expected bigint not null default 0 check (expected >= 0),
    billed bigint not null default 0 check (billed >= 0),
    failed bigint not null default 0 check (failed >= 0),
    invoices bigint not null default 0 check (invoices >= 0),
    mailed bigint not null default 0 check (mailed >= 0),
    -- The last that was mailed; mails go out in the order of numbers.
    mailed_year smallint not null default 0,
    mailed_number bigint not null default 0,
    first_reference text,
    last_reference text,
    -- Why all of it failed.
    reason text check (length(reason) <= 200),
    created_by uuid references sys_platform_users (id),
    created_at timestamptz not null,
    ended_at timestamptz,
    constraint sys_billing_runs_ended check ((ended_at is null) = (status in ('waiting', 'running', 'cancelling')))
);
comment on table sys_billing_runs is 'Every billing run: up to which day, how far it came, what came of it.';
create unique index sys_billing_runs_one_at_a_time on sys_billing_runs ((true)) where ended_at is null;

-- Where the money of a run went, for its page and the comparison with the next.
create table sys_billing_run_sums (
    run_id uuid not null references sys_billing_runs (id),
    plan_code text not null,
    country_code text not null,
    currency text not null,
    invoices bigint not null check (invoices > 0),
    taxable_minor bigint not null,
    vat_minor bigint not null,
    total_minor bigint not null,
    primary key (run_id, plan_code, country_code, currency)
);
comment on table sys_billing_run_sums is 'What each billing run came to, by plan, country and currency.';

create table sys_billing_run_failures (
    run_id uuid not null references sys_billing_runs (id),
    subscription_id uuid not null references sys_tenant_subscriptions (id),
    tenant_id uuid not null references sys_tenants (id),
    reason text not null check (length(reason) between 1 and 100),
    task_id uuid references sys_tasks (id),
    at timestamptz not null,
    primary key (run_id, subscription_id)
);
comment on table sys_billing_run_failures is 'Subscriptions a billing run could not charge, and why; the others were.';

create index sys_billing_run_failures_subscription_idx on sys_billing_run_failures (subscription_id);
create index sys_billing_run_failures_tenant_idx on sys_billing_run_failures (tenant_id);

-- Which subscription an invoice is for, what it was charged by, and the day it was due: once a day and subscription, however often it is tried.
alter table sys_tenant_invoices
    add column subscription_id uuid references sys_tenant_subscriptions (id),
    add column plan_version_id uuid references sys_plan_versions (id),
    add column run_id uuid references sys_billing_runs (id),
    add column charged_for date,
    add constraint sys_tenant_invoices_charged check ((charged_for is null or subscription_id is not null) and (run_id is null or charged_for is not null)),
    add constraint sys_tenant_invoices_once unique (subscription_id, charged_for);
create index sys_tenant_invoices_run_idx on sys_tenant_invoices (run_id, number) where run_id is not null;

insert into sys_platform_role_permissions (role_id, permission)
select id, 'billing:run' from sys_platform_roles where code = 'billing'
on conflict do nothing;
