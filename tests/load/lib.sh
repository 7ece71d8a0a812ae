# Shared by the load scripts: a release build of the console on a port of its own, and a signed-in session.
# Needs wrk and curl (Debian: apt-get install wrk curl).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
port=${PORT:-3131}
base="http://127.0.0.1:$port"
tenants=${TENANTS:-100000}
data=${DATA_DIR:-/tmp/hq-load-$tenants}
console=${CARGO_TARGET_DIR:-target}/release/hq-console
jar=$(mktemp)

start_console() {
    [ -x "$console" ] || cargo build --release --locked
    "$console" demo --listen "127.0.0.1:$port" --data-dir "$data" --tenants "$tenants" >"$data.log" 2>&1 &
    console_pid=$!
    trap 'kill -TERM $console_pid 2>/dev/null; wait $console_pid 2>/dev/null || true; rm -f "$jar"' EXIT
    until curl -sf "$base/readyz" >/dev/null; do kill -0 $console_pid; sleep 0.2; done
}

# curl keeps and sends Secure cookies on loopback addresses.
get() { curl -sf -b "$jar" -c "$jar" "$base$1"; }
token() { grep -o 'name="csrf" value="[^"]*"' | head -1 | sed 's/.*value="//; s/"$//'; }
code() { "$console" demo-code | awk -v account="$1" '$1 == account { print $NF }'; }

sign_in() {
    local account=$1 secret
    secret=$(get /login | token)
    curl -sf -o /dev/null -b "$jar" -c "$jar" "$base/login" --data-urlencode "csrf=$secret" --data "email=$account@demo.test" --data-urlencode "password=demo-$account-Passw0rd!"
    secret=$(get /login/code | token)
    curl -sf -o /dev/null -b "$jar" -c "$jar" "$base/login/code" --data-urlencode "csrf=$secret" --data "code=$(code "$account@demo.test")"
    get / >/dev/null
}

cookie() { awk '$6 == "__Host-hq" { print "__Host-hq=" $7 }' "$jar"; }

# Requests per second and latencies of one address.
measure() {
    local name=$1 path=$2 connections=${3:-8} seconds=${4:-10}
    printf '\n%s  (%s connections, %s s)\n  %s\n' "$name" "$connections" "$seconds" "$path"
    wrk -t1 -c"$connections" -d"${seconds}s" -H "Cookie: $(cookie)" -s tests/load/report.lua "$base$path" | grep '^  '  
}
