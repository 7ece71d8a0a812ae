#!/usr/bin/env bash
# Pages that gather much, over the data of health.sh (100,000 tenants, nine million rows of figures: run that one first): a tenant's own page,
# the activity of a tenant with 100,000 entries in the log, and the jobs with 2,500,000 that are done.
tenants=100000
DATA_DIR=${DATA_DIR:-/tmp/hq-load-health-$tenants}
TENANTS=250
. "$(dirname "$0")/lib.sh"
start_console
sign_in super
socket=$(find "$data" /tmp /var/tmp -maxdepth 5 -name '.s.PGSQL.*' ! -name '*.lock' -newer "$data/secret.key" -printf '%T@ %h\n' 2>/dev/null | sort -n | tail -1 | cut -d' ' -f2)
sql() { psql -qXAt -h "$socket" -U hq -d hq -v ON_ERROR_STOP=1 "$@"; }

one=$(sql -c "select id from sys_tenants where slug = 'load-77'")
if [ "$(sql -c "select count(*) from (select from sys_platform_audit_log where tenant_id = '$one' limit 100000) as lines")" -lt 100000 ]; then
    sql -v one="$one" <<'SQL'
insert into sys_platform_audit_log (at, actor_kind, actor_label, action, outcome, object_kind, object_id, object_label, tenant_id, request_id, after)
select timestamptz '2025-02-01' + n * interval '9 minutes', 'system', 'hq-console', (array['tenant.updated', 'tenant.note_added', 'mail.sent', 'tenant.labelled'])[1 + n % 4],
       'success', 'tenant', :'one', 'Laundry 77', :'one', gen_random_uuid(), jsonb_build_object('city', 'City ' || n)
  from generate_series(1, 100000) as n;
SQL
fi
if [ "$(sql -c "select count(*) from sys_jobs")" -lt 2500000 ]; then
    sql <<'SQL'
set session_replication_role = replica;
insert into sys_jobs (id, kind, payload, priority, state, attempts, max_attempts, created_at, run_at, started_at, finished_at, worker_id)
select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
       (array['mail.send', 'usage.roll_up', 'tenants.advance', 'sweep'])[1 + n % 4], '{}', 50,
       case when n % 5000 = 0 then 'dead' when n % 7000 = 0 then 'cancelled' else 'succeeded' end, 1, 5, at, at, at, at + interval '40 ms', gen_random_uuid()
  from (select n, now() - interval '25 days' + n * interval '0.8 s' as at from generate_series(1, 2500000) as n) as made;
SQL
fi
sql -c 'vacuum analyze sys_jobs' -c 'vacuum analyze sys_platform_audit_log'
printf 'tenants %s, rows of figures %s, jobs %s, entries of the tenant %s\n' "$(sql -c 'select count(*) from sys_tenants')" "$(sql -c 'select count(*) from sys_tenant_metrics_daily')" \
    "$(sql -c 'select count(*) from sys_jobs')" "$(sql -c "select count(*) from sys_platform_audit_log where tenant_id = '$one'")"

measure "warm-up" /tenants 8 5 >/dev/null
measure "a tenant's page" "/tenants/$one"
measure "activity, first page" "/tenants/$one/activity"
measure "activity, one kind" "/tenants/$one/activity?kind=mail"
measure "activity, one year back" "/tenants/$one/activity?from=2025-10-01&to=2025-11-30"
measure "jobs" /jobs
for state in succeeded dead cancelled; do measure "jobs: $state" "/jobs?state=$state"; done
measure "jobs of a kind" "/jobs?kind=mail.send"
measure "jobs of a kind that are dead" "/jobs?kind=mail.send&state=dead"
