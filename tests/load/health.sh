#!/usr/bin/env bash
# The health of 100,000 tenants with 90 days of figures, nine million rows: seconds for the night, milliseconds for one tenant, and the list
# narrowed and sorted by it.
. "$(dirname "$0")/lib.sh"
count=$tenants
tenants=250
data=${DATA_DIR:-/tmp/hq-load-health-$count}
start_console
sign_in super
socket=$(find "$data" /tmp /var/tmp -maxdepth 5 -name '.s.PGSQL.*' ! -name '*.lock' -newer "$data/secret.key" -printf '%T@ %h\n' 2>/dev/null | sort -n | tail -1 | cut -d' ' -f2)
sql() { psql -qXAt -h "$socket" -U hq -d hq -v ON_ERROR_STOP=1 "$@"; }

if [ "$(sql -c "select count(*) from sys_tenants where slug like 'load-%'")" -lt "$count" ]; then
    sql <<SQL
set session_replication_role = replica;
insert into sys_tenants (id, name, slug, business_type, email, country_code, timezone, currency, signed_on, created_at, updated_at, stage, plan_code)
select md5('load ' || n)::uuid, 'Laundry ' || n, 'load-' || n, 'laundry', 'load' || n || '@load.example', 'OM', 'Asia/Muscat', 'OMR', '2025-01-01', timestamptz '2025-01-01' + n * interval '1 minute', '2025-01-01',
       'active', (array['STARTER', 'GROWTH', 'PRO', 'ENTERPRISE'])[1 + n % 4] from generate_series(1, $count) as n;
insert into sys_tenant_lifecycle (tenant_id, stage, since) select id, 'active', created_at from sys_tenants where slug like 'load-%';
insert into sys_tenant_subscriptions (id, tenant_id, plan_code, plan_version_id, status, period_start, period_end, anchor_day, started_at, currency, whole_days, price_minor, due_on, changed_on)
select t.id, t.id, t.plan_code, p.offered_version_id, 'active', '2026-11-01', '2026-12-01', 1, t.created_at, 'OMR', 30, 29000, '2026-12-01', '2026-11-01'
  from sys_tenants t join sys_plans p on p.code = t.plan_code where t.slug like 'load-%';
select sys_create_months('sys_tenant_metrics_daily', current_date - 91, current_date);
-- Day by day, as they come.
insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, orders_completed, revenue_minor, active_users, total_users, logins, source, computed_at)
select md5('load ' || n)::uuid, d::date, o, o, o * 4500, 1 + n % 5, 5, 3, 'demo', d
  from generate_series((now() at time zone 'Asia/Muscat')::date - 90, (now() at time zone 'Asia/Muscat')::date - 1, interval '1 day') as d, generate_series(1, $count) as n,
       lateral (select ((abs(hashint4(n)) % 20) * (1 + abs(hashint8(n::bigint * 1000 + extract(doy from d)::integer)) % 100 / 100.0))::integer as o) as orders;
set session_replication_role = origin;
update sys_row_counts set row_count = (select count(*) from sys_tenants) where table_name = 'sys_tenants';
vacuum analyze;
SQL
fi
printf 'rows of figures: %s\n' "$(sql -c 'select count(*) from sys_tenant_metrics_daily')"

# The night is done by the console itself, whose job looks once an hour whether it is due; here its turn is called.
night() {
    sql -c "update sys_health_runs set finished_at = null, after_id = null, tenants = 0, started_at = clock_timestamp() where day = (now() at time zone 'Asia/Muscat')::date - 1"
    sql -c "insert into sys_health_runs (day, started_at) values ((now() at time zone 'Asia/Muscat')::date - 1, clock_timestamp()) on conflict do nothing"
    local began
    began=$(date +%s.%N)
    sql -c "insert into sys_jobs (id, kind, payload, priority, max_attempts, trigger) values (gen_random_uuid(), 'health.score', '{}', 50, 3, 'manual')"
    until [ "$(sql -c "select after_id is not null and (select id from sys_tenants where stage in ('trial', 'active', 'suspended') order by id desc limit 1) = after_id from sys_health_runs order by day desc limit 1")" = t ]; do sleep 0.1; done
    printf '%s: all scored in %s s' "$1" "$(awk -v from="$began" -v to="$(date +%s.%N)" 'BEGIN { printf "%.1f", to - from }')"
    until [ "$(sql -c "select finished_at is not null from sys_health_runs order by day desc limit 1")" = t ]; do sleep 0.2; done
    printf ', with playbooks in %s s\n' "$(awk -v from="$began" -v to="$(date +%s.%N)" 'BEGIN { printf "%.1f", to - from }')"
}
night 'first night'
night 'the same day again'

printf 'compute now, one tenant, through the page: '
one=$(sql -c "select id from sys_tenants where slug = 'load-77'")
for _ in 1 2 3 4 5; do
    secret=$(get "/tenants/$one/health" | token)
    curl -s -o /dev/null -w '%{time_total} s  ' -b "$jar" -c "$jar" "$base/tenants/$one/health/computation" --data-urlencode "csrf=$secret"
done
printf '\n'

measure "warm-up" /tenants 8 5 >/dev/null
measure "first page" /tenants
measure "sorted by health" "/tenants?sort=health"
measure "at risk, sorted by health" "/tenants?band=at_risk&sort=health"
measure "at risk" "/tenants?band=at_risk"
measure "churn risk medium" "/tenants?churn=medium"
measure "a tenant's health" "/tenants/$one/health"
