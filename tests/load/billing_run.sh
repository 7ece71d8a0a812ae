#!/usr/bin/env bash
# A billing run over COUNT subscriptions (default 100,000) of three lines each, with VAT, numbers, audit and history: invoices a second, what plain
# SQL does for the same rows, a run again, memory, and the list of tenants meanwhile.
. "$(dirname "$0")/billing_lib.sh"
count=${COUNT:-100000}
tenants=250
data=${DATA_DIR:-/tmp/hq-load-billing-$count}
start_console
sign_in super

prepare_billing
began=$(now)
billing --dry-run | tail -1
printf 'looked at in %s s\n' "$(since "$began")"
began=$(now)
/usr/bin/env bash -c 'exec "$0" "$@"' "$console" billing run --data-dir "$data" 2>>"$data.log" >"$data.out" &
run=$!
peak=0
while kill -0 $run 2>/dev/null; do
    memory=$(awk '/VmHWM/ { print $2 }' /proc/$run/status 2>/dev/null || true)
    [ "${memory:-0}" -gt "$peak" ] && peak=$memory
    sleep 0.05
done
wait $run
took=$(since "$began")
cat "$data.out"
printf 'run in %s s, program start and all: %s invoices a second; peak memory %s kB\n' "$took" "$(awk -v n="$count" -v t="$took" 'BEGIN { printf "%.0f", n / t }')" "$peak"
check_billing
began=$(now)
billing
printf 'run again in %s s\n' "$(since "$began")"

# The same rows once more, in plain SQL of one statement a table, in the same database.
sql -c 'create table if not exists load_invoices (like sys_tenant_invoices including all)' -c 'create table if not exists load_lines (like sys_tenant_invoice_lines including all)' \
    -c 'truncate load_invoices, load_lines' -c checkpoint
began=$(now)
sql -1 -c 'insert into load_invoices select * from sys_tenant_invoices' -c 'insert into load_lines select * from sys_tenant_invoice_lines' \
    -c "update sys_tenant_subscriptions set period_start = period_end, period_end = (period_end + interval '1 month')::date, due_on = (due_on + interval '1 month')::date where tenant_id in (select id from sys_tenants where slug like 'due-%')"
printf 'plain SQL for the same rows: %s s\n' "$(since "$began")"
sql -c 'drop table load_invoices, load_lines'

prepare_billing
billing >/dev/null &
run=$!
measure "the list of tenants while a run is under way" /tenants 4 5
wait $run
