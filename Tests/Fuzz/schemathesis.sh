# Sourced instead of common.sh by scripts that compare a server with its description: Schemathesis sends valid and invalid
# requests, the same in every run, and checks every answer.
# shellcheck shell=bash
# shellcheck source=Tests/Support/programs.sh
. "$(dirname "${BASH_SOURCE[0]}")/../Support/programs.sh"

examples=20
[ "${1:-}" != --long ] || examples=1000

# run_schemathesis URL DESCRIPTION CHECKS [OPTION...]: CHECKS is the part of the configuration about checks, in TOML.
run_schemathesis() {
    local url=$1 description=$2
    cat >"$folder/schemathesis.toml" <<TOML
seed = 1
request-timeout = 20
continue-on-failure = true
[cache]
enabled = false
[generation]
mode = "all"
max-examples = $examples
deterministic = true
[checks]
$3
TOML
    shift 3
    say "sending requests, at least $examples of each kind"
    HYPOTHESIS_STORAGE_DIRECTORY=$folder/hypothesis \
        "$tools/bin/schemathesis" --config-file "$folder/schemathesis.toml" run "$description" --url "$url" --no-color "$@"
}

need_schemathesis() {
    need_python fuzz-tools schemathesis==4.32.5
}
