#!/usr/bin/env bash
# Holds the simulator to its description, Sources/Simulator/VerificationServer/openapi.yaml: Schemathesis makes requests of it,
# right ones and wrong ones, always the same, and checks every answer.
#   Tests/run simulator [--long]
# SMARTPUSH_BIN_DIR names the folder of the programs where they are built already.
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

checks='# An id that nobody has given out, a number that is wrong, a device that is there already: these are the answers.
positive_data_acceptance.expected-statuses = ["2xx", 302, 400, 401, 403, 404, 409]
negative_data_rejection.expected-statuses = ["4xx"]
[[operations]]
include-path = "/authz-srv/authz"
# An error goes back to the application.
checks.negative_data_rejection.expected-statuses = ["4xx", 302]
[[operations]]
include-path = "/users-srv/userinfo"
headers = { Authorization = "Bearer '$token'" }'
run_schemathesis "$server" "$folder/openapi.json" "$checks" || fail "an answer is not as the description has it"
kill -0 "$simulator" || fail "the simulator has ended"
