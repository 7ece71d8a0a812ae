#!/usr/bin/env bash
# Two hundred people keep signing in at once for ten seconds; how long do the others wait for their pages?
. "$(dirname "$0")/lib.sh"
# Each of them comes from an address of their own, told by a proxy that is trusted.
export HQ_TRUSTED_PROXIES=127.0.0.1
start_console
sign_in super
measure "warm-up" /tenants 4 5 >/dev/null
measure "quiet" /tenants 4 5
before=$(ps -o rss= -p $console_pid)
strangers=$(mktemp)
STORM_TOKEN=$(curl -sf -c "$strangers" "$base/login" | token)
STORM_COOKIE=$(awk 'NF == 7 { printf "%s%s=%s", between, $6, $7; between = "; " }' "$strangers")
export STORM_TOKEN STORM_COOKIE
rm -f "$strangers"
measure "during 200 sign-ins at once" /tenants 4 8 &
measuring=$!
answers=$(wrk -t1 -c200 -d10s -s tests/load/storm.lua "$base/login" | grep '^  [a0-9]')
wait $measuring
printf '\nthe sign-ins\n%s\n' "$answers"
printf '\nmemory: %s KB before, %s KB after\n' "$before" "$(ps -o rss= -p $console_pid)"
