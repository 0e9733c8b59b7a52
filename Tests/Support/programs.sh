# Sourced instead of common.sh by scripts that test running programs from outside. It provides the programs, tools in Python,
# and a temporary folder with a daemon and a simulator, which end with the script.
# shellcheck shell=bash
# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../packaging/common.sh"

# need_programs NAME...: sets $programs to SMARTPUSH_BIN_DIR, or builds these programs and sets it to their folder.
need_programs() {
    need_packages curl jq
    programs=${SMARTPUSH_BIN_DIR:-}
    [ -z "$programs" ] || return 0
    need_to_build
    local program
    for program in "$@"; do swift build --scratch-path "$build_folder/test" --product "$program"; done
    programs=$(swift build --scratch-path "$build_folder/test" --show-bin-path)
}

# need_python NAME PACKAGE==VERSION...: sets $tools to a virtual environment NAME with these packages, in the build folder.
need_python() {
    need_packages python3 python3-venv
    tools=$build_folder/$1
    shift
    [ ! -x "$tools/bin/python" ] || [ "$(cat "$tools/packages" 2>/dev/null)" != "$*" ] || return 0
    say "installing $* below $build_folder"
    python3 -m venv --clear "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check "$@"
    printf '%s' "$*" >"$tools/packages"
}

folder=$(mktemp -d)
# Programs that are built with coverage write their profile here, and not to the current folder.
export LLVM_PROFILE_FILE=$folder/profile
started=()
end() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait
    rm -rf "$folder"
}
trap end EXIT

# wait_for FILE WORDS: waits until the file contains these words.
wait_for() {
    for _ in $(seq 100); do
        grep -q "$2" "$1" 2>/dev/null && return
        sleep 0.1
    done
    cat "$1" >&2
    fail "there was no '$2' within 10 s"
}

# Starts a daemon with sockets in $folder/run and its log in $folder/log.
start_daemon() {
    export SMARTPUSH_RUNTIME_DIR=$folder/run SMARTPUSH_STATE_DIR=$folder/state SMARTPUSH_CONFIG=$folder/config.json
    export SMARTPUSH_LOG_LEVEL=info
    "$programs/smartpushd" 2>"$folder/log" &
    daemon=$!
    started+=("$daemon")
    wait_for "$folder/log" event=ready
}

# Fails if the daemon has ended or has logged an error.
check_daemon() {
    kill -0 "$daemon" || fail "the daemon has ended"
    ! grep -E ' error ' "$folder/log" || fail "the daemon had errors"
}

# start_simulator [OPTION...]: sets $server to its base URL; $folder/sim.json has the line that it prints.
start_simulator() {
    "$programs/smartpush-sim" "$@" >"$folder/sim.json" &
    simulator=$!
    started+=("$simulator")
    wait_for "$folder/sim.json" base_url
    server=$(jq -r .base_url "$folder/sim.json")
}

# api PATH [OPTION...]: calls the daemon's local API.
api() {
    curl --silent --show-error --fail --unix-socket "$folder/run/api.sock" "http://localhost/v1/$1" "${@:2}"
}

# Starts a sign-in at the simulator, as a login page does, and prints the answer.
initiate() {
    curl --silent --show-error --fail --header 'content-type: application/json' --data \
        '{"usage_type":"PASSWORDLESS_AUTHENTICATION","email":"user@example.com","request_id":"request-1"}' \
        "$server/verification-srv/authentication/push/initiation"
}
