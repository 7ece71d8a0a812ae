#!/usr/bin/env bash
# The audit log with ENTRIES entries: how fast they are linked and verified, how long a new entry waits for its link, and the log's page
# with each of its filters.
. "$(dirname "$0")/lib.sh"
entries=${ENTRIES:-5000000}
tenants=250
data=${DATA_DIR:-/tmp/hq-load-audit-$entries}
start_console
sign_in super
socket=$(find "$data" /tmp /var/tmp -maxdepth 5 -name '.s.PGSQL.*' ! -name '*.lock' -newer "$data/secret.key" -printf '%T@ %h\n' 2>/dev/null | sort -n | tail -1 | cut -d' ' -f2)
sql() { psql -qXAt -h "$socket" -U hq -d hq -v ON_ERROR_STOP=1 "$@"; }
seconds() { awk -v from="$1" -v to="$(date +%s.%N)" 'BEGIN { printf "%.1f", to - from }'; }

have=$(sql -c 'select count(*) from sys_platform_audit_log')
if [ "$have" -lt "$entries" ]; then
    # A million rows at a time, without the indexes of reading, which are made again afterwards.
    indexes=$(sql -c "select indexdef || ';' from pg_indexes where tablename = 'sys_platform_audit_log' and indexname <> 'sys_platform_audit_log_pkey'")
    sql -c "select 'drop index ' || indexname || ';' from pg_indexes where tablename = 'sys_platform_audit_log' and indexname <> 'sys_platform_audit_log_pkey'" | sql
    began=$(date +%s.%N)
    for from in $(seq "$have" 500000 $((entries - 1))); do
        to=$((from + 500000 < entries ? from + 500000 : entries))
        sql <<SQL
insert into sys_platform_audit_log (at, actor_kind, actor_id, actor_label, action, outcome, object_kind, object_id, object_label, tenant_id, reason, before, after, request_id, ip, user_agent)
select timestamptz '2024-11-01' + n * (interval '750 days' / $entries), 'staff',
       ('00000000-0000-7000-8000-' || lpad((n % 40)::text, 12, '0'))::uuid, 'Colleague ' || n % 40,
       (array['tenant.edited', 'tenant.created', 'staff.edited', 'sign_in.succeeded', 'tenant.noted', 'tenant.tagged', 'import.finished', 'access.denied'])[1 + n % 8],
       case when n % 50 = 0 then 'denied' when n % 33 = 0 then 'failure' else 'success' end,
       (array['tenant', 'tenant', 'staff', 'staff', 'tenant', 'tenant', 'import', 'page'])[1 + n % 8],
       md5((n % 20000)::text)::uuid, 'Laundry ' || n % 20000, md5((n % 5000)::text)::uuid,
       case when n % 10 = 0 then 'As agreed with the owner' end,
       jsonb_build_object('city', 'Muscat', 'branches', n % 7), jsonb_build_object('city', 'Sohar', 'branches', n % 9),
       md5((n / 3)::text || 'request')::uuid, '10.0.0.5', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36'
  from generate_series($from, $to - 1) as n;
SQL
    done
    printf 'written in %s s\n' "$(seconds "$began")"
    sql <<<"set maintenance_work_mem = '512MB'; $indexes vacuum analyze sys_platform_audit_log"
    printf 'written and indexed in %s s\n' "$(seconds "$began")"
    until [ "$(sql -c 'select count(*) from sys_audit_unlinked')" = 0 ]; do sleep 1; done
    printf 'written, indexed and linked in %s s\n' "$(seconds "$began")"
    sql -c 'vacuum analyze sys_audit_links'
fi
printf '\nverification\n'
for _ in 1 2 3; do "$console" audit verify --data-dir "$data" | grep -v '^Checkpoints in'; done

printf '\nlag of the link, 8 writers at once, one entry a transaction\n'
from=$(sql -c 'select max(id) from sys_platform_audit_log')
for writer in 1 2 3 4 5 6 7 8; do
    sql <<SQL &
do \$\$ begin
    for n in 1..2000 loop
        insert into sys_platform_audit_log (at, actor_kind, actor_label, action, object_kind, object_id)
        values (clock_timestamp(), 'system', 'Load', 'staff.renamed', 'staff', '$writer');
        commit;
    end loop;
end \$\$
SQL
    writers[writer]=$!
done
wait "${writers[@]}"
until [ "$(sql -c 'select count(*) from sys_audit_unlinked')" = 0 ]; do sleep 0.2; done
sql -c "select format('  %s entries in %s s; p50 %s ms, p99 %s ms, longest %s ms', count(*), round(extract(epoch from max(at) - min(at)), 1),
               round(percentile_cont(0.5) within group (order by lag)::numeric), round(percentile_cont(0.99) within group (order by lag)::numeric), round(max(lag)))
          from (select a.at, extract(epoch from l.linked_at - a.at) * 1000 as lag
                  from sys_platform_audit_log a join sys_audit_links l on l.audit_id = a.id where a.id > $from and a.actor_label = 'Load') as linked"

measure "warm-up" /audit 8 5 >/dev/null
measure "first page" /audit
measure "by actor" "/audit?actor=00000000-0000-7000-8000-000000000007"
measure "by action" "/audit?action=tenant.created"
measure "by kind of record" "/audit?object_kind=import"
measure "by record" "/audit?object=$(sql -c "select md5('77')::uuid")"
measure "by tenant" "/audit?tenant=$(sql -c "select md5('77')::uuid")"
measure "by outcome: denied" "/audit?outcome=denied"
measure "by outcome: success" "/audit?outcome=success"
measure "by request" "/audit?request=$(sql -c "select md5('77request')::uuid")"
measure "from a day" "/audit?from=2026-06-01"
measure "to a day" "/audit?to=2025-03-01"
measure "nothing matches" "/audit?request=00000000-0000-7000-8000-00000000ffff"
