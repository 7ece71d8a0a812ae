#!/usr/bin/env bash
# Ten times: the database server is killed (-9) while four readers keep asking for pages. Meanwhile they may be told 503 and nothing else, every page
# they get is the right one, and pages come back within 5 s.
TENANTS=${TENANTS:-10000}
. "$(dirname "$0")/lib.sh"
rounds=${ROUNDS:-10}
log=$(mktemp)
start_console
sign_in super
session=$(cookie)
now() { date +%s%3N; }
# One line an answer: when, which status, and whether it is the page that was asked for.
reader() {
    local paths=(/tenants /approvals /jobs /audit) headings=(Tenants Approvals Jobs "Audit log") n=$1 answer status right
    while [ -e "$log.go" ]; do
        n=$(((n + 1) % 4))
        answer=$(curl -s -m 10 -w '\n%{http_code}' -H "Cookie: $session" "$base${paths[$n]}" || true)
        status=${answer##*$'\n'}
        right=no
        case $answer in *"<h1"*">${headings[$n]}</h1>"*) right=yes ;; esac
        echo "$(now) $status $right" >>"$log"
    done
}
longest=0
for round in $(seq "$rounds"); do
    : >"$log"
    touch "$log.go"
    for n in 0 1 2 3; do reader "$n" & readers[n]=$!; done
    sleep 1
    killed=$(now)
    kill -9 "$(head -1 "$data/postgres/data/postmaster.pid")"
    sleep 7
    rm -f "$log.go"
    wait "${readers[@]}"
    awk -v killed="$killed" '$2 != 200 && $2 != 503 { print "round '"$round"': an answer of " $2; bad = 1 } $2 == 200 && $3 == "no" { print "round '"$round"': a wrong page"; bad = 1 } END { exit bad }' "$log"
    # From the kill to the first page after the last refusal.
    away=$(sort -n "$log" | awk -v killed="$killed" '$1 >= killed { if ($2 == 503) { last = $1; back = 0 } else if (last && !back) back = $1 } END { print back ? back - killed : (last ? 99999 : 0) }')
    refused=$(grep -c ' 503 ' "$log" || true)
    printf 'round %s: %s answers, %s of them 503, pages again after %s ms\n' "$round" "$(wc -l <"$log")" "$refused" "$away"
    [ "$away" -gt "$longest" ] && longest=$away
done
rm -f "$log"
printf '%s restarts: pages again after %s ms at most\n' "$rounds" "$longest"
[ "$longest" -le 5000 ]
