# Shared by the load scripts of billing: a console that keeps the database up, and so many subscriptions that are due today, each a plan and
# two add-ons. `billing` is the command line's run.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

sql() { psql -qXAt -h "$socket" -U hq -d hq -v ON_ERROR_STOP=1 "$@"; }
billing() { "$console" billing run --data-dir "$data" "$@" 2>>"$data.log"; }
now() { date +%s.%N; }
since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.2f", to - from }'; }

# Makes `count` tenants with a subscription of three lines, all due today, and forgets what was charged before.
prepare_billing() {
    socket=$(find "$data" /tmp /var/tmp -maxdepth 5 -name '.s.PGSQL.*' ! -name '*.lock' -newer "$data/secret.key" -printf '%T@ %h\n' 2>/dev/null | sort -n | tail -1 | cut -d' ' -f2)
    sql <<SQL
set session_replication_role = replica;
truncate sys_tenant_invoices, sys_tenant_invoice_lines, sys_billing_runs, sys_billing_run_sums, sys_billing_run_failures, sys_document_counters;
delete from sys_mail_outbox where attachment_source = 'invoice';
update sys_tenant_subscriptions set due_on = current_date + 3650 where due_on is not null;
insert into sys_tenants (id, name, slug, business_type, email, country_code, timezone, currency, signed_on, created_at, updated_at, stage, plan_code)
select md5('due ' || n)::uuid, 'Laundry ' || n, 'due-' || n, 'laundry', 'due' || n || '@load.example', 'OM', 'Asia/Muscat', 'OMR', '2025-01-01',
       timestamptz '2025-01-01' + n * interval '1 minute', '2025-01-01', 'active', (array['STARTER', 'GROWTH', 'PRO'])[1 + n % 3]
  from generate_series(1, $count) as n on conflict do nothing;
insert into sys_tenant_lifecycle (tenant_id, stage, since) select id, 'active', created_at from sys_tenants where slug like 'due-%' on conflict do nothing;
delete from sys_tenant_subscriptions where tenant_id in (select id from sys_tenants where slug like 'due-%');
delete from sys_subscription_history where tenant_id in (select id from sys_tenants where slug like 'due-%');
with today as (select (now() at time zone 'Asia/Muscat')::date as day)
insert into sys_tenant_subscriptions (id, tenant_id, plan_code, plan_version_id, status, period_start, period_end, anchor_day, started_at, currency,
       add_ons, whole_days, base_minor, price_minor, due_on, changed_on)
select t.id, t.id, t.plan_code, p.offered_version_id, 'active', (day - interval '1 month')::date, day, extract(day from day), t.created_at, 'OMR',
       '[{"code": "Extra users", "quantity": 3, "unit": {"minor": 1500, "currency": "OMR"}}, {"code": "Extra branch", "quantity": 1, "unit": {"minor": 7000, "currency": "OMR"}}]',
       day - (day - interval '1 month')::date, x.minor + 11500, x.minor + 11500, day, '2025-01-01'
  from sys_tenants t join sys_plans p on p.code = t.plan_code cross join today
  join sys_plan_prices x on x.plan_version_id = p.offered_version_id and x.item = 'monthly' and x.currency = 'OMR'
 where t.slug like 'due-%';
select sys_fill_subscription_history();
set session_replication_role = origin;
vacuum analyze;
SQL
}

# Whether everything that was due was charged once, with numbers without gap or repeat, and to the sum reckoned in SQL from prices and rates.
check_billing() {
    sql <<SQL
select 'invoices ' || count(*) || ' for ' || count(distinct subscription_id) || ' subscriptions, lines ' || (select count(*) from sys_tenant_invoice_lines)
  from sys_tenant_invoices where run_id is not null;
select 'numbers 1 to ' || max(number) || ', gaps or repeats ' || max(number) - count(distinct number) + count(*) - count(distinct number) from sys_tenant_invoices;
select 'charged ' || sum(total_minor) || ' minor units, reckoned in SQL '
       || (select sum((p.minor + round(p.minor * 0.05)) + (4500 + 225) + (7000 + 350))::bigint from sys_tenants t join sys_plans o on o.code = t.plan_code
             join sys_plan_prices p on p.plan_version_id = o.offered_version_id and p.item = 'monthly' and p.currency = 'OMR' where t.slug like 'due-%')
  from sys_tenant_invoices where run_id is not null;
select 'still due ' || count(*) from sys_tenant_subscriptions where due_on <= (now() at time zone 'Asia/Muscat')::date and ended_at is null and status = 'active';
SQL
}
