#!/usr/bin/env bash
# A run over COUNT subscriptions (default 100,000) that is killed (-9) KILLS times (default 50) at moments drawn from SEED, then let through.
. "$(dirname "$0")/billing_lib.sh"
count=${COUNT:-100000}
kills=${KILLS:-50}
RANDOM=${SEED:-7}
tenants=250
data=${DATA_DIR:-/tmp/hq-load-billing-$count}
start_console
prepare_billing
amid=0
for _ in $(seq "$kills"); do
    "$console" billing run --data-dir "$data" >/dev/null 2>>"$data.log" &
    run=$!
    sleep "$(awk -v n=$((300 + RANDOM % 700)) 'BEGIN { printf "%.3f", n / 1000 }')"
    before=$(sql -c 'select count(*) from sys_tenant_invoices')
    if kill -9 $run 2>/dev/null; then amid=$((amid + (before < count))); fi
    wait $run 2>/dev/null || true
done
printf 'killed %s times, %s of them with subscriptions still to be charged; charged by then: %s\n' "$kills" "$amid" "$(sql -c 'select count(*) from sys_tenant_invoices')"
billing
check_billing
