#!/usr/bin/env bash
# A run over COUNT subscriptions (default 20,000) in steps of STEP that is killed (-9) KILLS times (default 50) at moments drawn from SEED, between
# FROM and TO milliseconds after it began, then let through.
. "$(dirname "$0")/billing_lib.sh"
count=${COUNT:-20000}
step=${STEP:-10}
kills=${KILLS:-50}
from=${FROM:-240}
to=${TO:-315}
RANDOM=${SEED:-7}
tenants=250
data=${DATA_DIR:-/tmp/hq-load-billing-$count}
start_console
prepare_billing
amid=0
before=0
moved=0
for _ in $(seq "$kills"); do
    "$console" billing run --step "$step" --data-dir "$data" >/dev/null 2>>"$data.log" &
    run=$!
    sleep "$(awk -v n=$((from + RANDOM % (to - from))) 'BEGIN { printf "%.3f", n / 1000 }')"
    kill -9 $run 2>/dev/null || true
    wait $run 2>/dev/null || true
    charged=$(sql -c 'select count(*) from sys_tenant_invoices')
    amid=$((amid + (charged > 0 && charged < count)))
    moved=$((moved + (charged > before)))
    before=$charged
done
printf 'killed %s times, %s of them with some charged and some not, %s after charging more; charged by then: %s\n' "$kills" "$amid" "$moved" "$before"
billing
check_billing
