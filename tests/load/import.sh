#!/usr/bin/env bash
# A roster of 50,000 rows into a register of its own: judged alone (a dry run), brought in, and sent once more.
. "$(dirname "$0")/lib.sh"
[ -x "$console" ] || cargo build --release --locked
data=$(mktemp -d /tmp/hq-load-import.XXXXXX)
roster=$data/roster.csv
trap 'rm -rf "$data" "$jar"' EXIT
rows=${ROWS:-50000}
awk -v rows="$rows" 'BEGIN {
    print "Name,Name (Arabic),Email,Phone,Plan,City"
    for (n = 1; n <= rows; n++) printf "Load Laundry %d,مغسلة الحمل %d,info@load%d.example.om,+9689%07d,%s,Muscat\n", n, n, n, n, n % 3 ? "STARTER" : "GROWTH"
}' >"$roster"
"$console" migrate --data-dir "$data" >/dev/null
for step in "--dry-run" "" ""; do
    began=$(date +%s%N)
    # shellcheck disable=SC2086 # no step is no argument
    /usr/bin/env time -f '%M KB at most' "$console" tenants import "$roster" $step --data-dir "$data" 2>"$data/said" | tail -n 2
    printf '%s%d rows in %d ms, %s\n\n' "${step:+dry run: }" "$rows" $((($(date +%s%N) - began) / 1000000)) "$(tail -n 1 "$data/said")"
done
