#!/usr/bin/env bash
# Nothing in the queue is lost by the database: 20,000 jobs wait, and while they are run the database server is killed (-9) five times. In the
# end each has run to its end, none is missing and none is there twice.
TENANTS=${TENANTS:-250}
. "$(dirname "$0")/lib.sh"
start_console
sql() {
    local socket
    socket=$(find "$data" /tmp /var/tmp -maxdepth 5 -name '.s.PGSQL.*' ! -name '*.lock' -newer "$data/secret.key" -printf '%T@ %h\n' 2>/dev/null | sort -n | tail -1 | cut -d' ' -f2)
    psql -qXAt -h "$socket" -U hq -d hq -v ON_ERROR_STOP=1 "$@" 2>/dev/null
}
jobs=${JOBS:-20000}
mark=$(date +%s)
sql -c "insert into sys_jobs (id, kind, payload, priority, max_attempts, trigger, last_error)
        select gen_random_uuid(), 'approvals.expire', '{}', 50, 25, 'manual', null from generate_series(1, $jobs);
        create table if not exists load_restart (mark bigint, job uuid);
        insert into load_restart select $mark, id from sys_jobs where kind = 'approvals.expire' and state = 'waiting'"
count() { sql -c "select count(*) from load_restart l join sys_jobs j on j.id = l.job where l.mark = $mark $1" || echo -1; }
for round in 1 2 3 4 5; do
    sleep 1
    kill -9 "$(head -1 "$data/postgres/data/postmaster.pid")"
    until done=$(count "and j.state = 'succeeded'"); [ "$done" -ge 0 ]; do sleep 0.2; done
    printf 'kill %s: %s of %s done\n' "$round" "$done" "$jobs"
done
until [ "$(count "and j.state not in ('succeeded', 'dead', 'cancelled')")" = 0 ]; do sleep 0.5; done
printf 'in the end %s of %s succeeded, %s of them at a second attempt or later, %s rows of them\n' "$(count "and j.state = 'succeeded'")" "$jobs" \
    "$(count 'and j.attempts > 1')" "$(count '')"
[ "$(count "and j.state = 'succeeded'")" -ge "$jobs" ]
sql -c 'drop table load_restart'
