#!/usr/bin/env bash
# Compares the simulator with its description, Sources/Simulator/VerificationServer/openapi.yaml: Schemathesis sends valid and
# invalid requests, the same in every run, and checks every answer.
#   Tests/run simulator [--long]
# SMARTPUSH_BIN_DIR can name a folder with programs that are already built.
# shellcheck source=Tests/Fuzz/schemathesis.sh
. "$(dirname "$0")/schemathesis.sh"

need_programs smartpush-sim
need_schemathesis

say "a simulator with sign-ins at each stage"
start_simulator --port 0 2>"$folder/log"
"$tools/bin/python" Tests/Fuzz/Simulator/known.py Sources/Simulator/VerificationServer/openapi.yaml "$folder/sim.json" \
    >"$folder/known.json"
jq .description "$folder/known.json" >"$folder/openapi.json"
token=$(jq -r .token "$folder/known.json")

checks='# These are the answers to an unknown id, a wrong number, and a device that exists already.
positive_data_acceptance.expected-statuses = ["2xx", 302, 400, 401, 403, 404, 409]
negative_data_rejection.expected-statuses = ["4xx"]
[[operations]]
include-path = "/authz-srv/authz"
# An error is redirected to the application.
checks.negative_data_rejection.expected-statuses = ["4xx", 302]
[[operations]]
include-path = "/users-srv/userinfo"
headers = { Authorization = "Bearer '$token'" }
[[operations]]
include-path = "/verification-srv/v2/setup/initiate/push"
headers = { access_token = "'$token'" }'
run_schemathesis "$server" "$folder/openapi.json" "$checks" || fail "an answer does not match the description"
kill -0 "$simulator" || fail "the simulator has ended"
