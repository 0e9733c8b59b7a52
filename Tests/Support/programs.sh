# Sourced, in place of common.sh, by the scripts that try running programs from outside: the programs, tools in Python, a
# temporary folder, and in it a daemon and a simulator that end with the script.
# shellcheck shell=bash
# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../packaging/common.sh"

# need_programs NAME...: builds these where SMARTPUSH_BIN_DIR does not name a folder that has them; $programs is the folder.
need_programs() {
    need_packages curl jq
    programs=${SMARTPUSH_BIN_DIR:-}
    [ -z "$programs" ] || return 0
    need_to_build
    local program
    for program in "$@"; do swift build --scratch-path "$build_folder/test" --product "$program"; done
    programs=$(swift build --scratch-path "$build_folder/test" --show-bin-path)
}

# need_python NAME PACKAGE==VERSION...: $tools is the folder NAME below the build folder, a virtual environment with these.
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
# Programs that were built to count what the tests reach write it wherever they are started.
export LLVM_PROFILE_FILE=$folder/profile
started=()
end() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait
    rm -rf "$folder"
}
trap end EXIT

# wait_for FILE WORDS: until they are in it.
wait_for() {
    for _ in $(seq 100); do
        grep -q "$2" "$1" 2>/dev/null && return
        sleep 0.1
    done
    cat "$1" >&2
    fail "'$2' was not said within 10 s"
}

# A daemon on sockets in $folder/run, whose log is $folder/log.
start_daemon() {
    export SMARTPUSH_RUNTIME_DIR=$folder/run SMARTPUSH_STATE_DIR=$folder/state SMARTPUSH_CONFIG=$folder/config.json
    export SMARTPUSH_LOG_LEVEL=info
    "$programs/smartpushd" 2>"$folder/log" &
    daemon=$!
    started+=("$daemon")
    wait_for "$folder/log" event=ready
}

# Fails where the daemon has ended, or has logged an error.
check_daemon() {
    kill -0 "$daemon" || fail "the daemon has ended"
    ! grep -E ' error ' "$folder/log" || fail "the daemon had errors"
}

# start_simulator [OPTION...]: at $server; its line is $folder/sim.json.
start_simulator() {
    "$programs/smartpush-sim" "$@" >"$folder/sim.json" &
    simulator=$!
    started+=("$simulator")
    wait_for "$folder/sim.json" base_url
    server=$(jq -r .base_url "$folder/sim.json")
}

# api PATH [OPTION...]: asks the daemon.
api() {
    curl --silent --show-error --fail --unix-socket "$folder/run/api.sock" "http://localhost/v1/$1" "${@:2}"
}

# Begins a sign-in at the simulator, as a login page does; prints the answer.
initiate() {
    curl --silent --show-error --fail --header 'content-type: application/json' --data \
        '{"usage_type":"PASSWORDLESS_AUTHENTICATION","email":"user@example.com","request_id":"request-1"}' \
        "$server/verification-srv/authentication/push/initiation"
}
