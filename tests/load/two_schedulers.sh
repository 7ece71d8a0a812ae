#!/usr/bin/env bash
# Two processes look at one calendar: twenty times every schedule comes due at once, and each time fires once.
. "$(dirname "$0")/lib.sh"
rm -f "$jar"
data=${DATA_DIR:-/tmp/hq-load-schedulers}
[ -x "$console" ] || cargo build --release --locked
start_worker() {
    HQ_METRICS_LISTEN="127.0.0.1:$((9310 + ${#pids[@]}))" "$console" serve --role worker --data-dir "$data" >"$data.${#pids[@]}.log" 2>&1 &
    pids+=($!)
}
living() { sql -c "select count(*) from sys_job_workers where seen_at > now() - interval '10 seconds'" 2>/dev/null || echo 0; }
sql() {
    local socket
    socket=$(find "$data" /tmp /var/tmp -maxdepth 5 -name '.s.PGSQL.*' ! -name '*.lock' -newer "$data/secret.key" -printf '%T@ %h\n' 2>/dev/null | sort -n | tail -1 | cut -d' ' -f2)
    psql -qXAt -h "$socket" -U hq -d hq -v ON_ERROR_STOP=1 "$@"
}
pids=()
trap 'kill -TERM "${pids[@]}" 2>/dev/null; wait "${pids[@]}" 2>/dev/null || true' EXIT
mkdir -p "$data"
for count in 1 2; do
    start_worker
    until [ "$(living)" = "$count" ]; do kill -0 "${pids[-1]}"; sleep 0.2; done
done
began=$(sql -c 'select clock_timestamp()')
for _ in $(seq 20); do
    sql -c "update sys_job_schedules set next_run_at = clock_timestamp()"
    until [ "$(sql -c 'select count(*) from sys_job_schedules where enabled and next_run_at <= clock_timestamp()')" = 0 ]; do sleep 0.1; done
done
sql -v began="$began" <<'SQL'
\set ON_ERROR_STOP on
select 'schedules ' || (select count(*) from sys_job_schedules where enabled) || ', times due ' || count(distinct (schedule, slot)) || ', noted ' || count(*)
       || ', jobs made ' || count(job_id) || ' (different ' || count(distinct job_id) || '), left out because the last still ran ' || count(*) filter (where outcome = 'overlapped')
  from sys_job_firings where at >= :'began';
select 'jobs by schedule in that time ' || count(*) from sys_jobs where trigger = 'schedule' and created_at >= :'began';
SQL
