#!/usr/bin/env bash
# How soon the console answers against a running database, and what it occupies when nothing happens.
. "$(dirname "$0")/lib.sh"
tenants=250
data=/tmp/hq-load-footprint
start_console
key=$(cat "$data/secret.key")
url="postgres://hq@localhost/hq?host=$(dirname "$(find "$data" /var/tmp /tmp -maxdepth 4 -name '.s.PGSQL.5432' -newer "$data/secret.key" 2>/dev/null | head -1)")"
for run in 1 2 3 4 5; do
    began=$(date +%s%N)
    DATABASE_URL=$url HQ_SECRET_KEY=$key HQ_LISTEN=127.0.0.1:3132 HQ_METRICS_LISTEN=off "$console" serve 2>/dev/null &
    pid=$!
    until curl -sf http://127.0.0.1:3132/readyz >/dev/null; do kill -0 $pid; sleep 0.01; done
    printf 'ready after %d ms' $((($(date +%s%N) - began) / 1000000))
    sleep 5
    printf ', %d KB resident after 5 s idle\n' "$(ps -o rss= -p $pid)"
    kill -TERM $pid && wait $pid || true
done
