#!/usr/bin/env bash
# Compares a real daemon with the description of its local API, Sources/LocalAPI/Server/openapi.yaml: Schemathesis sends
# valid and invalid requests, the same in every run, and checks every answer.
#   Tests/run api [--long]
# SMARTPUSH_BIN_DIR can name a folder with programs that are already built.
# shellcheck source=Tests/Fuzz/schemathesis.sh
. "$(dirname "$0")/schemathesis.sh"

need_packages socat
need_programs smartpushd smartpush-sim
need_schemathesis

say "a daemon with sign-ins in several states"
start_daemon
start_simulator --inbox "$folder/run/inbox.sock"
jq .enrollment "$folder/sim.json" | api enrollments --data @- >"$folder/enrollment.json"
for _ in 1 2 3 4 5 6; do initiate >/dev/null; done
for _ in $(seq 100); do
    [ "$(api status | jq .counts.acknowledged)" -lt 6 ] || break
    sleep 0.1
done
mapfile -t ids < <(api exchanges | jq -r '.exchanges[].id')
[ ${#ids[@]} -eq 6 ] || fail "the simulator's pushes did not arrive"
api "exchanges/${ids[0]}/allow" --request POST >/dev/null
api "exchanges/${ids[1]}/deny" --request POST >/dev/null
api "exchanges/${ids[2]}/cancel" --request POST --data '{"reason":"not now"}' >/dev/null
api "exchanges/${ids[3]}/allow" --request POST >/dev/null
setup() {
    curl --silent --fail --request POST --header 'content-type: application/json' --data "{\"sub\":\"$1\"}" \
        "$server/verification-actions-srv/setup/push/initiation" | jq -r .data.enrollment_url
}
# Links to scan: one waits for its number, and one leads to a server that does not listen.
setup scanned | jq --raw-input --arg server "$server" '{link: ., base_url: $server}' | api enrollments/scan --data @- | jq '[.id]' >"$folder/scans.json"
jq --null-input '$ARGS.positional' --args "$(setup one)" "$(setup two)" \
    'http://127.0.0.1:9/#tenant_key=t&sub=s&client_id=c&exchange_id=e' >"$folder/links.json"
# Devices to change and to remove; their server does not listen.
for number in 1 2 3; do
    api enrollments --data "{\"base_url\":\"http://127.0.0.1:9\",\"tenant_key\":\"spare\",\"sub\":\"$number\",
        \"client_id\":\"c\",\"device_id\":\"d\",\"push_id\":\"p\"}"
done | jq --slurp '[.[].id]' >"$folder/spare.json"

# The description is used as it is, with two exceptions: half of the ids exist, and no request enrolls with a server
# elsewhere.
api exchanges | jq '[.exchanges[].id]' >"$folder/ids.json"
"$tools/bin/python" - "$folder" "$server" >"$folder/openapi.json" <<'PYTHON'
import json, sys, yaml
folder, server = sys.argv[1:]
api = yaml.safe_load(open("Sources/LocalAPI/Server/openapi.yaml"))
known = {name: json.load(open(f"{folder}/{name}.json")) for name in ("ids", "spare", "scans", "links")}
for path, operations in api["paths"].items():
    names = "ids" if path.startswith("/v1/exchanges") else "scans" if "/scan/" in path else "spare"
    for index, parameter in enumerate(operations.get("parameters", [])):
        if parameter["$ref"].endswith("/ID"):
            schema = {"anyOf": [{"enum": known[names]}, {"type": "string", "minLength": 1}]}
            operations["parameters"][index] = dict(api["components"]["parameters"]["ID"], schema=schema)
silent = ["http://127.0.0.1:9", "http://localhost:9/", "http://[::1]:9"]
for name in ("EnrollRequest", "LoginRequest"):
    api["components"]["schemas"][name]["properties"]["base_url"] = {"type": "string", "enum": silent}
api["components"]["schemas"]["ScanRequest"]["properties"]["base_url"] = {"enum": [None, server] + silent}
api["components"]["schemas"]["ScanRequest"]["properties"]["link"] = {"type": "string", "enum": known["links"]}
json.dump(api, sys.stdout)
PYTHON

port=$("$tools/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
socat "TCP-LISTEN:$port,bind=127.0.0.1,reuseaddr,fork,backlog=128" "UNIX-CONNECT:$folder/run/api.sock" 2>/dev/null &
started+=($!)

checks='# The API answers 404 for an unknown method, as for an unknown path.
unsupported_method.enabled = false
allow_header_conformance.enabled = false
# These are the answers if the server of a device, or the state, does not allow the request.
not_a_server_error.expected-statuses = ["2xx", "4xx", 502, 503, 504]
positive_data_acceptance.expected-statuses = ["2xx", 404, 409, 410, 422, 502, 503, 504]'
# An event stream has no end. EventTests test it.
run_schemathesis "http://127.0.0.1:$port" "$folder/openapi.json" "$checks" --exclude-path /v1/events ||
    { tail -n 20 "$folder/log" >&2; fail "an answer does not match the description"; }
check_daemon
