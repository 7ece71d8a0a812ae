#!/usr/bin/env bash
# Usage events by the API: batches of 1,000 for 1,000 tenants over ten days, every event new; then the same batches once more, all duplicates.
TENANTS=${TENANTS:-1000}
. "$(dirname "$0")/lib.sh"
start_console
sign_in super
secret=$(get /developers/keys/new | token)
name="Load $(date +%s)"
key=$(curl -sf -b "$jar" -c "$jar" "$base/developers/keys/new" --data-urlencode "csrf=$secret" --data-urlencode "name=$name" \
    --data "scopes=usage:write&scopes=tenants:read&rate=100000&networks=&expires_on=" | grep -o 'hqk_[A-Za-z0-9_-]*' | head -1)
[ -n "$key" ]
codes=$(mktemp)
after=
while :; do
    page=$(curl -sf -H "Authorization: Bearer $key" "$base/api/v1/tenants?limit=100$after")
    printf '%s' "$page" | grep -o '"code":"T-[0-9]*","' | cut -d'"' -f4 >>"$codes"
    next=$(printf '%s' "$page" | grep -o '"next":"[^"]*"' | cut -d'"' -f4 || true)
    [ -n "$next" ] || break
    after="&after=$next"
done
printf '%s tenants\n' "$(wc -l <"$codes")"
batches() {
    local what=$1 run=$2 connections=$3 seconds=$4
    printf '\n%s  (%s connections, %s s)\n' "$what" "$connections" "$seconds"
    wrk -t1 -c"$connections" -d"${seconds}s" -s tests/load/usage.lua "$base/api/v1/usage/events" -- "$key" "$codes" "$run" | grep 'events/s'
}
batches "warm-up" warm 2 3 >/dev/null
for connections in 1 2 4 8; do
    batches "new events in batches of 1,000" "run$connections-$$" "$connections" "${SECONDS_EACH:-15}"
done
batches "the last again: duplicates" "run8-$$" 4 5
ps -o rss= -p $console_pid | awk '{ printf "\nconsole resident memory after the runs: %.1f MB\n", $1 / 1024 }'
rm -f "$codes"
