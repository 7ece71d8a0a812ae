#!/usr/bin/env bash
# Fifty times: the console is killed (-9) at a random moment while an approval is carried out, every other time one over a hundred tenants.
# Afterwards effect, history and audit log hold all of it or nothing, and approving again does it exactly once. Needs psql.
TENANTS=${TENANTS:-10000}
. "$(dirname "$0")/lib.sh"
RANDOM=${SEED:-1}
rounds=${ROUNDS:-50}
bills=$(mktemp)
decides=$(mktemp)
sql() { "$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)/psql" -qAt -h "$data/postgres/s" -U hq -d hq -c "$1"; }
# The session of one account in a jar of its own.
as() { jar=$1 sign_in "$2"; }
secret_of() { curl -sf -b "$1" "$base$2" | token; }
# Posts a form and prints where it leads.
post() {
    local who=$1 path=$2
    shift 2
    curl -s -o /dev/null -w '%{redirect_url}' -b "$who" "$base$path" "$@"
}

start_console
as "$bills" billing
as "$decides" super
whole=0 nothing=0
for round in $(seq "$rounds"); do
    many=$((round % 2 ? 1 : 100))
    ids=$(sql "select string_agg(id::text, ' ') from (select id from sys_tenants where stage = 'active' order by id limit $many) t")
    secret=$(secret_of "$bills" /account)
    if [ "$many" = 1 ]; then
        place=/tenants/$ids/suspension
    else
        ticked=()
        for id in $ids; do ticked+=(--data "ids=$id"); done
        place=$(post "$bills" /tenants/bulk --data-urlencode "csrf=$secret" --data do=suspension --data filter= "${ticked[@]}")
        place=${place#"$base"}
    fi
    request=$(post "$bills" "$place" --data-urlencode "csrf=$secret" --data mode=blocked --data category=other --data reason=Drill)
    request=${request#"$base"}
    case $request in /approvals/*) ;; *) echo "round $round: not asked ($place -> $request)"; exit 1 ;; esac
    id=${request#/approvals/}
    # What is not the subject of this drill: a bulk of a hundred takes two people.
    sql "update sys_approval_policies set two_from = null" >/dev/null
    secret=$(secret_of "$decides" /account)
    approve() { post "$decides" "$request" --data-urlencode "csrf=$secret" --data decision=approve --data note=; }
    approve >/dev/null 2>&1 &
    sleep "0.$(printf '%03d' $((RANDOM % (many == 1 ? 40 : 400))))"
    kill -9 $console_pid
    wait $console_pid 2>/dev/null || true
    wait
    start_console
    told() { sql "select r.status, (select count(*) from sys_tenant_lifecycle_events e where e.approval_id = r.id),
                  (select count(*) from sys_platform_audit_log a where a.action = 'tenant.suspended' and a.after ->> 'approval' = r.id::text),
                  (select count(*) from sys_approval_decisions d where d.request_id = r.id)
             from sys_approval_requests r where id = '$id'"; }
    case $(told) in
        "executed|$many|$many|1") whole=$((whole + 1)) ;;
        "pending|0|0|0") nothing=$((nothing + 1)) ;;
        *) echo "round $round ($many): half done: $(told)"; exit 1 ;;
    esac
    approve >/dev/null
    [ "$(told)" = "executed|$many|$many|1" ] || { echo "round $round ($many): not exactly once: $(told)"; exit 1; }
done
printf '%s rounds: %s were whole when killed, %s had left nothing; each happened exactly once in the end\n' "$rounds" "$whole" "$nothing"
rm -f "$bills" "$decides"
