# Sourced by the scenarios.sh of Booted and Desktop: the functions that scenarios use. The user's name is tester.
# shellcheck shell=bash disable=SC2034,SC2154,SC2317 # what is set here is used elsewhere, and the scenarios by name

readonly units=(smartpushd.service smartpushd-api.socket smartpushd-inbox.socket)
readonly home=/home/tester runtime=/run/user/1500/smartpush
readonly state=$home/.local/state/smartpush
readonly drop_ins=$home/.config/systemd/user/smartpushd.service.d
# What must not be in the journal, one word a line.
readonly secrets=/root/secrets

user() {
    setpriv --reuid=tester --regid=tester --init-groups env --chdir="$home" HOME="$home" USER=tester \
        XDG_RUNTIME_DIR=/run/user/1500 "$@"
}

control() {
    user systemctl --user --quiet "$@"
}

# answers QUESTION UNIT...: the different answers of the service manager.
answers() {
    { user systemctl --user "$@" || true; } | sort -u
}

# Whether the daemon is running and both sockets are listening.
running() {
    [ "$(answers is-active "${units[@]}")" = active ]
}

# of_service PROPERTY: this property of the daemon's unit.
of_service() {
    control show -P "$1" smartpushd.service
}

# is ACTUAL WANTED
is() {
    [ "$1" = "$2" ] || { echo "is: $1" && echo "should be: $2" && return 1; } >&2
}

# fails COMMAND...
fails() {
    if "$@"; then
        echo "should have failed: $*" >&2
        return 1
    fi
}

# eventually COMMAND...: tries it until it succeeds, for at most 30 seconds.
eventually() {
    local deadline=$((SECONDS + 30))
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$deadline" ] || { echo "did not happen: $*" >&2 && return 1; }
        sleep 0.1
    done
}

# drop_in: changes the daemon's unit by a drop-in on standard input, for this scenario.
drop_in() {
    user mkdir -p "$drop_ins"
    cat >"$drop_ins/scenario.conf"
    control daemon-reload
}

# journal MATCH...: the entries that the user can read, as JSON. Readers must read to the end: a closed pipe is a failure.
journal() {
    journalctl --sync
    user journalctl --user --quiet --no-pager --output=json "$@"
}

# logged MATCH...: whether the daemon that is running now has such an entry.
logged() {
    [ -n "$(journal _PID="$(of_service MainPID)" "$@")" ]
}

# simulator OPTION...: starts a server that delivers to the inbox, and replaces earlier enrollments by one with it.
simulator() {
    control stop sim 2>/dev/null || true
    user rm -f "$home/sim.json"
    user systemd-run --user --quiet --unit=sim --property=StandardOutput="file:$home/sim.json" \
        smartpush-sim --inbox "$runtime/inbox.sock" "$@"
    eventually test -s "$home/sim.json"
    jq -r '.enrollment | .client_id, .device_id, .push_id' "$home/sim.json" >>"$secrets"
    user smartpush enrollments --json | jq -r '.[].id' | while read -r id; do user smartpush unenroll "$id"; done
    user smartpush enroll "$home/sim.json"
}

# note_secrets: adds those of all sign-ins in the database to $secrets, which has those of the enrollments.
note_secrets() {
    sqlite3 "$state/smartpush.db" "SELECT pushed_exchange_id FROM exchange UNION SELECT current_exchange_id FROM exchange
        UNION SELECT status_id FROM exchange" >>"$secrets"
}

# sign_in: starts a sign-in as the web page does, waits for the push, and prints the number to pick.
sign_in() {
    local body='{"usage_type": "PASSWORDLESS_AUTHENTICATION", "email": "someone@example.com",
        "request_id": "df08cabb-4b8c-4181-9f6f-f6948802ebf7"}'
    curl --silent --show-error --fail --header 'content-type: application/json' --data "$body" \
        "$(jq -r .base_url "$home/sim.json")/verification-srv/authentication/push/initiation" >"$home/answer.json"
    eventually in_state acknowledged
    jq -r '[.. | objects | .push_selected_number? // empty] | first' "$home/answer.json"
}

# newest KEY: this member of the newest sign-in.
newest() {
    user smartpush list --all --json | jq -r ".[0].$1"
}

# in_state STATE: whether the newest sign-in is in this state.
in_state() {
    [ "$(newest state)" = "$1" ]
}

make_tester() {
    useradd --create-home --uid 1500 --shell /bin/bash tester
    loginctl enable-linger tester
    systemctl stop user@1500.service
}

# play SCENARIO: runs a scenario. If it fails, prints its journal.
play() {
    local cursor status began=$EPOCHREALTIME
    cursor=$(journalctl --quiet --lines=0 --show-cursor | sed -n 's/^-- cursor: //p')
    printf '%s\n' "${1//_/ }"
    # Not in a condition, where set -e would have no effect.
    set +e
    (
        set -e
        "$1"
    ) 2>&1 | sed --unbuffered 's/^/    /'
    status=${PIPESTATUS[0]}
    set -e
    if [ -e "$drop_ins/scenario.conf" ]; then
        rm "$drop_ins/scenario.conf"
        control daemon-reload
    fi
    if [ "$status" -ne 0 ]; then
        printf '  FAILED; its journal:\n'
        journalctl --quiet --no-pager --after-cursor="$cursor" --output=short-precise
        exit 1
    fi
    printf '  ok, %d ms\n' $(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
}

# play_all [SCENARIO...]: all of $scenarios in order, or the first one and those that are named.
play_all() {
    if [ $# -eq 0 ]; then
        set -- "${scenarios[@]}"
    else
        set -- "${scenarios[0]}" "$@"
    fi
    local scenario
    for scenario in "$@"; do play "$scenario"; done
}
