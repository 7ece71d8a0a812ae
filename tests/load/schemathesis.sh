#!/usr/bin/env bash
# The API against its own description: schemathesis makes requests from /api/openapi.json, sound ones and broken ones, with a key of each scope
# and with one that has none of the rights asked for. No answer may be a 5xx, none may differ from the description, and no broken body is taken.
# Left out is the check that everything sound is taken: an address another tenant has is sound and refused.
# Needs schemathesis (pip install schemathesis); SCHEMATHESIS names the program.
TENANTS=${TENANTS:-250}
. "$(dirname "$0")/lib.sh"
start_console
sign_in super
failed=0
for scopes in "tenants:read" "tenants:write" "usage:write" "tenants:read tenants:write usage:write"; do
    secret=$(get /developers/keys/new | token)
    # Only keys that send usage may call more often. Who calls too often is told so, which is in the description too.
    case $scopes in *usage:write*) rate=100000 ;; *) rate=1000 ;; esac
    data=()
    for scope in $scopes; do data+=(--data "scopes=$scope"); done
    key=$(curl -sf -b "$jar" -c "$jar" "$base/developers/keys/new" --data-urlencode "csrf=$secret" --data-urlencode "name=Fuzz $(date +%s%N | tail -c 9)" \
        "${data[@]}" --data "rate=$rate&networks=&expires_on=" | grep -o 'hqk_[A-Za-z0-9_-]*' | head -1)
    [ -n "$key" ]
    printf '\n== %s\n' "$scopes"
    "${SCHEMATHESIS:-schemathesis}" --config-file tests/load/schemathesis.toml run "$base/api/openapi.json" --header "Authorization: Bearer $key" --max-examples "${EXAMPLES:-200}" --seed 1 \
        --checks all --exclude-checks positive_data_acceptance --workers 1 --generation-database none || failed=1
done
exit $failed
