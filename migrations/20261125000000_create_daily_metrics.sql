-- What each tenant did on each of its days: the figures that health, limits and analytics are made of. They come from usage events and
-- from the product's database, one row a tenant and day, in monthly partitions so that a month is read, and one day dropped, as a whole.
create table sys_tenant_metrics_daily (
    tenant_id uuid not null references sys_tenants (id),
    -- The tenant's local day.
    day date not null,
    orders_created integer not null default 0 check (orders_created >= 0),
    orders_completed integer not null default 0 check (orders_completed >= 0),
    orders_cancelled integer not null default 0 check (orders_cancelled >= 0),
    -- Of completed orders, in whole minor units of the tenant's currency. May fall below zero by refunds.
    revenue_minor bigint not null default 0,
    active_customers integer not null default 0 check (active_customers >= 0),
    new_customers integer not null default 0 check (new_customers >= 0),
    -- Different people of the tenant who signed in that day, and how many it had at its end.
    active_users integer not null default 0 check (active_users >= 0),
    total_users integer not null default 0 check (total_users >= 0),
    logins integer not null default 0 check (logins >= 0),
    storage_mb bigint not null default 0 check (storage_mb >= 0),
    api_calls bigint not null default 0 check (api_calls >= 0),
    branches integer not null default 0 check (branches >= 0),
    -- Who told: usage events, or the product's database, whose figures are whole and so stand above the events'.
    source text not null check (source in ('events', 'product', 'demo')),
    computed_at timestamptz not null,
    primary key (tenant_id, day)
) partition by range (day);
comment on table sys_tenant_metrics_daily is 'What each tenant did on each of its days, in monthly partitions.';
create index sys_tenant_metrics_daily_day_idx on sys_tenant_metrics_daily (day, tenant_id);

-- Makes the partitions of a table for whole months, from the month of one day to that of another; those that stand are left alone. The
-- application may change no table, so this runs as the owner, and for the tables named here alone.
create function sys_create_months(parent text, first_day date, last_day date) returns integer
    language plpgsql security definer set search_path = pg_catalog, public set timezone = 'UTC' as $$
declare
    month date;
    part text;
    made integer := 0;
    grantee text;
begin
    if parent not in ('sys_tenant_metrics_daily', 'sys_usage_events') then
        raise exception '% is not kept by month', parent using errcode = 'invalid_parameter_value';
    end if;
    if last_day > first_day + 3700 then
        raise exception 'more than ten years of months at once' using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtext('sys_create_months'));
    for month in select generate_series(date_trunc('month', first_day::timestamp), date_trunc('month', last_day::timestamp), interval '1 month')::date loop
        part := parent || '_' || to_char(month, 'YYYYMM');
        continue when to_regclass('public.' || part) is not null;
        execute format('create table public.%I partition of public.%I for values from (%L) to (%L)', part, parent, month, month + interval '1 month');
        execute format('comment on table public.%I is %L', part, 'One month of ' || parent || '.');
        for grantee in select rolname from pg_roles where rolname in ('hq_app', 'hq_reader') loop
            execute format('grant select on public.%I to %I', part, grantee);
        end loop;
        made := made + 1;
    end loop;
    return made;
end $$;
