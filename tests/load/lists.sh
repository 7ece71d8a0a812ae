#!/usr/bin/env bash
# The tenant list with 100,000 tenants: first page, deepest page, filter with a name fragment.
. "$(dirname "$0")/lib.sh"
start_console
sign_in super
measure "warm-up" /tenants 8 5 >/dev/null
measure "first page of 50, with total" /tenants
path=/tenants
pages=0
while next=$(get "$path" | grep -o 'href="/tenants?[^"]*after=[^"]*" rel="next"' | head -1 | sed 's/href="//; s/" rel.*//; s/&#38;/\&/g; s/&amp;/\&/g') && [ -n "$next" ]; do
    path=$next
    pages=$((pages + 1))
done
measure "deepest page (after $pages pages)" "$path"
measure "filter and name fragment" "/tenants?stage=active&q=noor"
measure "filter and Arabic fragment" "/tenants?stage=active&q=%D9%86%D9%88%D8%B1"
measure "rare fragment" "/tenants?q=zzzz"
measure "common fragment" "/tenants?q=laundry"
ps -o rss= -p $console_pid | awk '{ printf "\nconsole resident memory after the runs: %.1f MB\n", $1 / 1024 }'
