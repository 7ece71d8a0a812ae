#!/usr/bin/env bash
# Two hundred people sign in at the same moment; how long do the others wait for their pages?
. "$(dirname "$0")/lib.sh"
start_console
sign_in super
measure "quiet" /tenants 4 5
before=$(ps -o rss= -p $console_pid)
storm=$(mktemp)
strangers=$(mktemp)
secret=$(curl -sf -c "$strangers" "$base/login" | token)
for _ in $(seq 200); do
    printf 'url = "%s/login"\ndata-urlencode = "csrf=%s"\ndata = "email=billing@demo.test"\ndata-urlencode = "password=demo-billing-Passw0rd!"\noutput = "/dev/null"\nwrite-out = "%%{http_code}\\n"\nnext\n' "$base" "$secret"
done | sed '$d' >"$storm"
measure "during 200 sign-ins" /tenants 4 8 &
measuring=$!
sleep 0.5
printf '\nanswers to the 200: '
curl -s -b "$strangers" --parallel --parallel-immediate --parallel-max 200 -K "$storm" | sort | uniq -c | tr '\n' ' '
wait $measuring
printf '\nmemory: %s KB before, %s KB after\n' "$before" "$(ps -o rss= -p $console_pid)"
rm -f "$storm" "$strangers"
