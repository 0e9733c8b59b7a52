#!/usr/bin/env bash
# Runs in the system that booted.sh boots, as root: what users and administrators do with the packages, in order.
# A scenario is a function; it fails with the first command in it that does. The user's name is tester.
# shellcheck disable=SC2317 # the scenarios are called by their names
set -euo pipefail

readonly scenarios=(
    the_package_is_installed_and_every_session_has_it
    the_manual_pages_tell_of_every_option_and_subcommand
    the_shells_complete_the_subcommands
    the_sample_configuration_has_every_key_and_is_accepted
    the_units_are_well_formed_and_score_at_most_1_5
    the_first_connection_starts_the_daemon
    the_service_is_enabled_with_its_sockets
    the_sockets_are_the_users_alone
    a_sign_in_is_answered_under_the_hardened_unit
    the_journal_tells_the_whole_story_of_a_sign_in
    the_journal_explains_what_happens_and_what_to_do
    a_reload_reads_the_configuration_and_the_status_says_what_goes_on
    a_server_is_reached_whose_certificate_the_system_trusts
    a_sign_in_expires_and_a_network_is_noticed_under_the_hardened_unit
    the_doctor_names_each_fault_and_the_command_that_mends_it
    each_directive_is_enforced
    nobody_reads_the_daemons_memory
    what_arrives_during_restarts_is_served
    a_hung_daemon_is_started_again_and_an_idle_one_is_not
    a_daemon_whose_loop_is_stuck_is_started_again
    a_daemon_that_crashes_is_started_again_ever_later
    a_daemon_that_always_crashes_is_given_up_and_can_be_taken_up_again
    a_daemon_with_a_wrong_configuration_is_not_started_again
    a_daemon_that_is_stopped_ends_cleanly
    an_upgrade_keeps_a_sign_in_that_can_still_be_answered
    no_secret_is_in_the_journal
    removing_the_package_ends_its_daemon_and_keeps_the_users_data
    purging_the_package_leaves_nothing_but_the_users_data
    the_readme_can_be_followed_to_the_letter
)

readonly units=(smartpushd.service smartpushd-api.socket smartpushd-inbox.socket)
readonly home=/home/tester runtime=/run/user/1500/smartpush
readonly state=$home/.local/state/smartpush
# What must not be in the journal, a word a line.
readonly secrets=/root/secrets
readonly drop_ins=$home/.config/systemd/user/smartpushd.service.d

# user COMMAND...: runs it as the user, with a session's environment.
user() {
    setpriv --reuid=tester --regid=tester --init-groups env --chdir="$home" HOME="$home" USER=tester \
        XDG_RUNTIME_DIR=/run/user/1500 "$@"
}

control() {
    user systemctl --user --quiet "$@"
}

# answers QUESTION UNIT...: the answers of the service manager, each once.
answers() {
    { user systemctl --user "$@" || true; } | sort -u
}

# Whether the daemon runs and both sockets are there.
running() {
    [ "$(answers is-active "${units[@]}")" = active ]
}

# of_service PROPERTY: what the service manager says of the daemon.
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
        [ "$SECONDS" -lt "$deadline" ] || { echo "did not come to pass: $*" >&2 && return 1; }
        sleep 0.1
    done
}

# drop_in: changes the daemon's unit by what is on standard input, for this scenario.
drop_in() {
    user mkdir -p "$drop_ins"
    cat >"$drop_ins/scenario.conf"
    control daemon-reload
}

# journal MATCH...: what the user can read of it, as JSON.
journal() {
    journalctl --sync
    user journalctl --user --quiet --no-pager --output=json "$@"
}

# logged MATCH...: whether there is such an entry of the daemon that runs now.
logged() {
    [ -n "$(journal _PID="$(of_service MainPID)" "$@")" ]
}

# simulator OPTION...: starts a server that delivers to the inbox, and enrolls with it instead of an earlier one.
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

# sign_in: signs in at the simulator as the web page does, waits for the push, and prints the number to pick.
sign_in() {
    local body='{"usage_type": "PASSWORDLESS_AUTHENTICATION", "email": "someone@example.com",
        "request_id": "df08cabb-4b8c-4181-9f6f-f6948802ebf7"}'
    curl --silent --show-error --fail --header 'content-type: application/json' --data "$body" \
        "$(jq -r .base_url "$home/sim.json")/verification-srv/authentication/push/initiation" >"$home/answer.json"
    eventually in_state acknowledged
    jq -r '[.. | objects | .push_selected_number? // empty] | first' "$home/answer.json"
}

# newest KEY: of the newest sign-in.
newest() {
    user smartpush list --all --json | jq -r ".[0].$1"
}

# in_state STATE: whether the newest sign-in is in it.
in_state() {
    [ "$(newest state)" = "$1" ]
}

the_package_is_installed_and_every_session_has_it() {
    dpkg --force-unsafe-io --install /given/smartpush_*.deb /given/smartpush-sim_*.deb >/dev/null
    user smartpush --version
    is "$(systemctl --global is-enabled "${units[@]}" | sort -u)" enabled
    systemctl --global preset smartpushd.service 2>/dev/null
    is "$(systemctl --global is-enabled "${units[@]}" | sort -u)" enabled
    # A session that begins after the installation.
    systemctl start user@1500.service
    eventually running
}

the_manual_pages_tell_of_every_option_and_subcommand() {
    local program words
    for program in smartpush smartpushd smartpush-sim; do
        words=$(man --local-file "/usr/share/man/man1/$program.1.gz" | col -b)
        "$program" --experimental-dump-help | jq -r '
            .command | recurse(.subcommands[]?)
            | .commandName, (.arguments[]? | select(.shouldDisplay) | .names[]? | select(.kind == "long") | "--" + .name)
        ' | sort -u | while read -r word; do
            grep -qE -- "(^|[^a-z-])$word([^a-z-]|\$)" <<<"$words" || { echo "$program.1 has no $word" >&2 && return 1; }
        done
    done
}

the_shells_complete_the_subcommands() {
    is "$(fish --command 'complete --do-complete "smartpush verif"' | cut -f 1)" verify
    is "$(fish --command 'complete --do-complete "smartpush-sim --tt"' | cut -f 1)" --ttl
    # shellcheck disable=SC2016 # for the other shell
    is "$(bash -c '. /usr/share/bash-completion/completions/smartpush
        COMP_WORDS=(smartpush verif) COMP_CWORD=1 COMP_LINE="smartpush verif" COMP_POINT=15
        $(complete -p smartpush | sed "s/.*-F \([^ ]*\).*/\1/") smartpush verif smartpush
        echo "${COMPREPLY[*]}"')" verify
    local file
    for file in /usr/share/zsh/vendor-completions/_smartpush*; do zsh -n "$file"; done
    for file in /usr/share/bash-completion/completions/smartpush*; do bash -n "$file"; done
}

the_sample_configuration_has_every_key_and_is_accepted() {
    local sample=/usr/share/doc/smartpush/examples/config.json known page
    user mkdir -p "$home/.config/smartpush"
    echo '{"no_such_key": 1}' >"$home/.config/smartpush/config.json"
    # The daemon says which keys it knows.
    known=$({ user smartpushd 2>&1 || true; } | sed -n 's/.*known are //p' | tr -d ' ' | tr , '\n' | sort)
    is "$(jq -r 'keys[]' "$sample" | sort)" "$known"
    page=$(man --local-file /usr/share/man/man5/smartpush-config.5.gz | col -b)
    for known in $known; do grep -q "^ *$known$" <<<"$page"; done
    cp "$sample" "$home/.config/smartpush/config.json"
    control restart smartpushd.service
    rm "$home/.config/smartpush/config.json"
    control restart smartpushd.service
}

the_units_are_well_formed_and_score_at_most_1_5() {
    local folder=/usr/lib/systemd/user
    user systemd-analyze --user --recursive-errors=yes verify "$folder"/smartpushd{.service,-api.socket,-inbox.socket}
    user systemd-analyze --user security --threshold=15 smartpushd.service >/dev/null
    user systemd-analyze --user security --no-pager smartpushd.service | tail -n 1
}

the_first_connection_starts_the_daemon() {
    control stop smartpushd.service
    is "$(of_service ActiveState)" inactive
    user curl --silent --fail --unix-socket "$runtime/api.sock" http://localhost/v1/status >/dev/null
    is "$(of_service ActiveState)" active
    control stop smartpushd.service
    echo '{}' | user smartpush deliver --json | jq -e '.ok == false' >/dev/null || true
    is "$(of_service ActiveState)" active
}

the_service_is_enabled_with_its_sockets() {
    control stop "${units[@]}"
    is "$(ls "$runtime")" ""
    control enable --now smartpushd
    running
    is "$(answers is-enabled "${units[@]}")" enabled
    is "$(cd "$home/.config/systemd/user" && echo ./*.wants/*)" \
        "./default.target.wants/smartpushd.service ./sockets.target.wants/smartpushd-api.socket ./sockets.target.wants/smartpushd-inbox.socket"
}

the_sockets_are_the_users_alone() {
    is "$(stat -c '%a %U' "$runtime" "$runtime/inbox.sock" "$runtime/api.sock" | xargs)" "700 tester 600 tester 600 tester"
    is "$(stat -c '%a %U' "$state" "$state/smartpush.db" | xargs)" "700 tester 600 tester"
    # Root can open the socket, and is not the user.
    fails curl --silent --unix-socket "$runtime/api.sock" http://localhost/v1/status
    journalctl --quiet -t smartpushd --grep 'not ours' | grep -q 'closed on uid'
}

a_sign_in_is_answered_under_the_hardened_unit() {
    local number exchange
    simulator
    number=$(sign_in)
    user smartpush allow >/dev/null
    exchange=$(user smartpush verify "$number" --json)
    is "$(jq -r '.state, .ended_by' <<<"$exchange" | xargs)" "authenticated user"
    # The path is hidden from it.
    is "$(jq -r '.answered_by.exe' <<<"$exchange")" smartpush
    is "$(control show -P NRestarts smartpushd)" 0
    journalctl --quiet -t smartpushd SMARTPUSH_EXCHANGE="$(jq -r .id <<<"$exchange")" | grep -q .
}

the_journal_tells_the_whole_story_of_a_sign_in() {
    local number id story wanted
    simulator
    number=$(sign_in)
    id=$(newest id)
    user smartpush allow >/dev/null
    user smartpush verify "$number" >/dev/null
    story=$(journal SMARTPUSH_EXCHANGE="$id")
    jq -r '.MESSAGE' <<<"$story"
    wanted='received acknowledge|acknowledged -|acknowledged allow|allowed -|allowed verify|authenticated -'
    is "$(jq -r '"\(.SMARTPUSH_STATE) \(.SMARTPUSH_STEP // "-")"' <<<"$story" | paste -s -d '|')" "$wanted"
    # Each says what kind it is, of which enrollment, by which line of the sources, and that all is well.
    is "$(jq -r '[.SMARTPUSH_ENROLLMENT, .PRIORITY] | join(" ")' <<<"$story" | sort -u)" \
        "$(user smartpush enrollments --json | jq -r '.[0].id') 6"
    is "$(jq -r 'select(.MESSAGE_ID and .CODE_FILE and .CODE_LINE and .CODE_FUNC | not)' <<<"$story")" ""
    # What the user did tells by which program.
    is "$(jq -r 'select(.SMARTPUSH_STEP == "allow" or .SMARTPUSH_STEP == "verify") | .SMARTPUSH_CALLER_EXE' \
        <<<"$story" | sort -u)" smartpush
    is "$(jq -r 'select(.SMARTPUSH_STATE == "authenticated") | .SMARTPUSH_ENDED_BY' <<<"$story")" user

    # A refusal has the server's code, and is a warning.
    sign_in >/dev/null
    id=$(newest id)
    curl --silent --fail --data '{"step": "allow", "fault": "answer", "when": "before", "status": 403,
        "body": "{\"success\":false,\"status\":403,\"error\":{\"code\":\"VER_0032\"}}"}' \
        "$(jq -r .base_url "$home/sim.json")/sim/faults"
    fails user smartpush allow 2>/dev/null
    is "$(journal SMARTPUSH_EXCHANGE="$id" SMARTPUSH_STATE=refused |
        jq -r '[.SMARTPUSH_CODE, .PRIORITY, .SMARTPUSH_CALLER_EXE] | join(" ")')" "VER_0032 4 smartpush"
}

the_journal_explains_what_happens_and_what_to_do() {
    local id explained
    simulator
    sign_in >/dev/null
    id=$(newest id)
    journalctl --sync
    explained=$(user journalctl --user --no-pager --catalog SMARTPUSH_EXCHANGE="$id")
    grep -F "Subject: Sign-in $id waits for its user" <<<"$explained"
    grep -qF "smartpush allow $id" <<<"$explained"
    grep -qF 'Documentation: man:smartpushd(1)' <<<"$explained"
    # No kind of entry that there was so far is without its words.
    journal -t smartpushd | jq -r '.MESSAGE_ID // empty' | sort -u | xargs journalctl --list-catalog >/dev/null
    user smartpush deny >/dev/null
}

a_reload_reads_the_configuration_and_the_status_says_what_goes_on() {
    local pid configuration=$home/.config/smartpush/config.json
    says() { [ "$(of_service StatusText)" = "$1" ]; }
    simulator
    eventually says "0 open, 1 enrollment"
    sign_in >/dev/null
    eventually says "1 open, 1 enrollment"
    user smartpush deny >/dev/null
    eventually says "0 open, 1 enrollment"

    pid=$(of_service MainPID)
    echo '{"log_level": "debug", "request_timeout": 9}' >"$configuration"
    control reload smartpushd
    eventually logged SMARTPUSH_EVENT=reloaded
    journal _PID="$pid" SMARTPUSH_EVENT=reloaded | jq -r .MESSAGE | grep 'request_timeout will be in force from the next'
    echo '{"log_level": "loud"}' >"$configuration"
    control reload smartpushd
    eventually logged SMARTPUSH_EVENT=reload_failed PRIORITY=3
    is "$(of_service ActiveState) $(of_service MainPID)" "active $pid"
    rm "$configuration"
    control restart smartpushd
}

# An authority of one's own, as companies have them, among those of the system.
a_server_is_reached_whose_certificate_the_system_trusts() {
    local number folder=/srv/certificates authority=/usr/local/share/ca-certificates/desktop.crt
    install -d -o tester "$folder"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj '/CN=Desktop authority' \
        -keyout "$folder/authority.key" -out "$authority" 2>/dev/null
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost \
        -keyout "$folder/server.key" -out "$folder/server.csr" 2>/dev/null
    openssl x509 -req -in "$folder/server.csr" -CA "$authority" -CAkey "$folder/authority.key" -CAcreateserial -days 2 \
        -extfile <(echo subjectAltName=DNS:localhost) -out "$folder/server.pem" 2>/dev/null
    chown tester "$folder"/server.*
    simulator --cert "$folder/server.pem" --key "$folder/server.key"
    # Not before it is trusted.
    doctor_finds server "certificate is valid and trusted"
    is "$doctor_status" 4
    update-ca-certificates >/dev/null 2>&1
    control restart smartpushd
    number=$(sign_in)
    user smartpush allow >/dev/null
    user smartpush verify "$number"
    doctor_is_content
    jq -r '.findings[] | select(.check == "certificate") | .detail' <<<"$diagnosis"
    rm "$authority"
    update-ca-certificates --fresh >/dev/null 2>&1
}

a_sign_in_expires_and_a_network_is_noticed_under_the_hardened_unit() {
    simulator --ttl 2
    sign_in >/dev/null
    eventually in_state expired
    ip address add 192.0.2.1/32 dev lo
    eventually journalctl --quiet -t smartpushd --grep 'a network came up'
    ip address delete 192.0.2.1/32 dev lo
}

# doctor: what `smartpush doctor` finds is in $diagnosis then, and what it ends with in $doctor_status.
doctor() {
    doctor_status=0
    diagnosis=$(user smartpush doctor --json 2>/dev/null) || doctor_status=$?
}

doctor_is_content() {
    doctor
    is "$doctor_status $(jq -r '.findings[] | select(.state == "fault") | .detail' <<<"$diagnosis")" "0 "
}

# doctor_finds CHECK WORDS: whether a fault is found with these words; the command that mends it is in $command then.
doctor_finds() {
    doctor
    fails test "$doctor_status" = 0
    command=$(jq -r --arg check "$1" --arg words "$2" '[.findings[]
        | select(.check == $check and .state == "fault" and (.detail | contains($words))).command] | first // empty' \
        <<<"$diagnosis")
    [ -n "$command" ] || { jq . <<<"$diagnosis" && return 1; }
}

# mends CHECK WORDS: whether the command that is given for a fault mends it.
mends() {
    doctor_finds "$1" "$2"
    printf '%s: %s; %s\n' "$1" "$2" "$command"
    user bash -c "$command"
    doctor_is_content
}

the_doctor_names_each_fault_and_the_command_that_mends_it() {
    simulator
    doctor_is_content
    user smartpush doctor
    # All has been looked at; there is no desktop here.
    is "$(jq -r '.findings[] | select(.state == "ok").check' <<<"$diagnosis" | sort -u | xargs)" \
        "clock daemon database files inbox push server units"
    is "$(newest state)" cancelled

    chmod 666 "$runtime/inbox.sock"
    mends files "inbox.sock can be used by others"
    chmod 755 "$state"
    mends files "can be used by others (mode 755)"
    control stop "${units[@]}"
    mends daemon "not reachable"
    control mask smartpushd-api.socket
    mends units "smartpushd-api.socket is masked"
    control mask smartpushd.service
    control stop smartpushd.service
    doctor_finds daemon ""
    is "$doctor_status" 69
    mends units "smartpushd.service is masked"
    user mkdir -p "$drop_ins"
    echo '[Service]' >"$drop_ins/scenario.conf"
    mends units "smartpushd.service has changed on the disk"
    systemctl --global --quiet disable smartpushd.service
    control disable smartpushd.service
    mends units "is not enabled for the next session"
    systemctl --global --quiet enable smartpushd.service
    # A desktop on which nothing shows notifications.
    is "$(user DISPLAY=:9 smartpush doctor | grep -c '^fault *notifications')" 1 || true
    control stop sim
    doctor_finds server "can't be connected to"
    is "$doctor_status" 4
}

# The unit's directives around another program, in a unit of its own; and the same program in a unit without.
each_directive_is_enforced() {
    local unit=/usr/lib/systemd/user/smartpushd.service probe=$home/.config/smartpush/probe.py python other names=() name
    python=$(readlink -f /usr/bin/python3)
    # What can be seen and done outside.
    install -d -m 777 /srv/probe && install -d /usr/lib/modules
    user touch "$home/probe" /tmp/probe
    user cp /booted/probe.py "$probe"
    user systemd-run --user --quiet --unit=other sleep infinity
    other=$(control show -P MainPID other)
    for name in mnt user uts; do names+=("$name:$(readlink "/proc/$other/ns/$name")"); done

    user mkdir -p "$home/.config/systemd/user"
    sed -e '/^\(Requires\|Sockets\|Watchdog\|Restart\|ExecStartPre=-\|WantedBy\|Also\)/d' -e 's/^Type=.*/Type=oneshot/' \
        -e "s,^ExecStart=.*,ExecStart=$python $probe $other ${names[*]}\nStandardOutput=truncate:$state/probed," \
        -e "s,^ExecPaths=.*,ExecPaths=$python $state /usr/lib," "$unit" >"$home/.config/systemd/user/probe.service"
    control daemon-reload
    user systemd-run --user --quiet --pipe --wait "$python" "$probe" "$other" "${names[@]}" >"$home/free"
    rm -f "$state"/{setuid,mask,i386}
    control start probe.service
    join "$home/free" "$state/probed" | column -t
    fails grep allowed "$state/probed"
    # An unprivileged process can't do these anyway; all else is the unit's doing.
    is "$(sed -n 's/ denied//p' "$home/free" | xargs)" "ProtectClock RestrictRealtime"
    # There is no directive that says what is forbidden and was not tried.
    is "$(sed -n '/^PrivateUsers/,/^UMask/s/^\([A-Za-z]*\)=.*/\1/p' "$unit" |
        grep -vxE 'Bind.*|ExecPaths|SystemCallErrorNumber' | sort -u)" "$(cut -d ' ' -f 1 "$state/probed" | sort)"
    control stop other
    rm -f "$state"/{setuid,mask,i386,probed} "$probe"
}

nobody_reads_the_daemons_memory() {
    local pid
    pid=$(of_service MainPID)
    # Its files in /proc are root's where a process is not dumpable.
    is "$(stat -c %U "/proc/$pid/mem")" root
    fails user cat "/proc/$pid/environ" 2>/dev/null
    is "$(awk '/^Max core file size/ { print $5, $6 }' "/proc/$pid/limits")" "0 0"
}

# Those who call while the daemon is restarted, again and again; each leaves its failures in a file.
what_arrives_during_restarts_is_served() {
    local pids=() round
    simulator
    rm -rf "$home/failures"
    user mkdir "$home/failures"
    user touch "$home/calling"
    for round in 1 2 3; do
        # shellcheck disable=SC2016 # for the other shell
        user sh -c 'while [ -f calling ]; do
            curl --verbose --fail --unix-socket "$1/api.sock" http://localhost/v1/status >called.$2 2>&1 ||
                cat called.$2 >>failures/api.$2
            echo x >>calls
        done' - "$runtime" "$round" >/dev/null 2>&1 &
        pids+=($!)
        # shellcheck disable=SC2016
        user sh -c 'while [ -f calling ]; do
            echo "{\"sub\":\"nobody\"}" | smartpush deliver --json >pushed.$1 2>&1
            grep -q "\"code\":\"malformed\"" pushed.$1 || cat pushed.$1 >>failures/inbox.$1
            echo x >>pushes
        done' - "$round" >/dev/null 2>&1 &
        pids+=($!)
    done
    # What was started before does not count towards the ten starts.
    control reset-failed
    for round in 1 2 3 4 5 6 7 8; do control restart smartpushd.service; done
    rm "$home/calling"
    wait "${pids[@]}"
    echo "$(wc -l <"$home/calls") calls and $(wc -l <"$home/pushes") pushes during 8 restarts"
    is "$(cat /dev/null "$home"/failures/* 2>/dev/null || true)" ""
}

a_hung_daemon_is_started_again_and_an_idle_one_is_not() {
    local pid
    is "$(of_service WatchdogUSec)" 30s
    drop_in <<<$'[Service]\nWatchdogSec=1'
    control restart smartpushd.service
    pid=$(of_service MainPID)
    # Several times as long as the watchdog waits.
    sleep 4
    is "$(of_service MainPID) $(of_service NRestarts)" "$pid 0"
    kill -STOP "$pid"
    # Whoever calls a hung daemon waits, and is answered by the next.
    user smartpush status >/dev/null
    is "$(of_service NRestarts)" 1
    fails test "$(of_service MainPID)" = "$pid"
    is "$(find "$state" /var/lib/systemd/coredump -type f -name 'core*' 2>/dev/null)" ""
}

# Not the process is stopped, but the one thread that does the work: so the ping comes from it.
a_daemon_whose_loop_is_stuck_is_started_again() {
    local pid
    drop_in <<<$'[Service]\nWatchdogSec=1'
    control restart smartpushd.service
    pid=$(of_service MainPID)
    /booted/stop-thread.py "$pid" NIO-ELT- >/tmp/stopped &
    eventually grep -q stopped /tmp/stopped
    # The others are not.
    is "$(awk '/^State/ { print $2 }' "/proc/$pid/status")" S
    user smartpush status >/dev/null
    is "$(of_service NRestarts)" 1
    fails test "$(of_service MainPID)" = "$pid"
    journalctl --quiet -u user@1500 --grep 'smartpushd.service: Watchdog timeout' | tail -n 1
    wait
}

a_daemon_that_crashes_is_started_again_ever_later() {
    local times=() began
    control restart smartpushd.service
    for _ in 1 2; do
        began=$(date +%s%N)
        kill -SEGV "$(of_service MainPID)"
        # Served, however late.
        user smartpush status >/dev/null
        times+=($((($(date +%s%N) - began) / 1000000)))
    done
    echo "served again after ${times[*]} ms"
    [ "${times[0]}" -ge 1000 ] && [ "${times[1]}" -ge 3000 ]
}

a_daemon_that_always_crashes_is_given_up_and_can_be_taken_up_again() {
    drop_in <<<$'[Service]\nExecStartPre=\nExecStart=\nExecStart=/usr/bin/false\nExecPaths=/usr/bin/false'
    control restart smartpushd.service || true
    given_up() { [ "$(of_service SubState)" = failed ] && [ "$(of_service NRestarts)" -le 10 ]; }
    eventually given_up
    rm "$drop_ins/scenario.conf"
    control daemon-reload
    # As smartpushd(1) says.
    control reset-failed 'smartpushd*'
    control restart smartpushd
    user smartpush status >/dev/null
    running
}

a_daemon_with_a_wrong_configuration_is_not_started_again() {
    echo '{"log_level": "loud"}' >"$home/.config/smartpush/config.json"
    fails control restart smartpushd.service 2>/dev/null
    is "$(of_service ExecMainStatus) $(of_service NRestarts) $(of_service ActiveState)" "78 0 failed"
    journalctl --quiet _SYSTEMD_USER_UNIT=smartpushd.service | grep -q 'log_level .* has to be one of'
    rm "$home/.config/smartpush/config.json"
    control restart smartpushd.service
}

a_daemon_that_is_stopped_ends_cleanly() {
    control stop smartpushd.service
    is "$(of_service Result) $(of_service ExecMainStatus) $(of_service ActiveState)" "success 0 inactive"
    is "$(answers is-active "${units[@]:1}")" active
}

an_upgrade_keeps_a_sign_in_that_can_still_be_answered() {
    local pid number
    dpkg --force-unsafe-io --install --force-downgrade /given/earlier.deb >/dev/null 2>&1
    is "$(dpkg-query -W -f '${Version}' smartpush)" 0.0.1
    control restart smartpushd.service
    simulator
    number=$(sign_in)
    user smartpush allow >/dev/null
    pid=$(of_service MainPID)
    dpkg --force-unsafe-io --install /given/smartpush_*.deb >/dev/null
    in_state allowed
    fails test "$(of_service MainPID)" = "$pid"
    is "$(readlink "/proc/$(of_service MainPID)/exe")" /usr/bin/smartpushd
    is "$(of_service NeedDaemonReload)" no
    is "$(user smartpush verify "$number" --json | jq -r .state)" authenticated
}

no_secret_is_in_the_journal() {
    local journal=/tmp/journal known
    # Of all sign-ins and enrollments so far.
    sqlite3 "$state/smartpush.db" "SELECT pushed_exchange_id FROM exchange UNION SELECT current_exchange_id FROM exchange
        UNION SELECT status_id FROM exchange" >>"$secrets"
    sed -i '/^$/d' "$secrets"
    [ "$(wc -l <"$secrets")" -gt 20 ]
    journalctl --sync
    journalctl --quiet --all --output=export >"$journal"
    echo "$(grep -c '^SYSLOG_IDENTIFIER=smartpushd' "$journal") entries of the daemon, $(sort -u "$secrets" | wc -l) secrets"
    # It would find them.
    grep -q "$(newest id)" "$journal"
    fails grep --text --fixed-strings --file="$secrets" "$journal"
    # There is no field that could hold another.
    known='CALLER_EXE|CALLER_PID|CODE|ENDED_BY|ENROLLMENT|EVENT|EXCHANGE|STATE|STEP|ATTEMPT'
    is "$(sed -nE 's/^SMARTPUSH_([A-Z_]+)=.*/\1/p' "$journal" | sort -u | grep -vxE "$known" || true)" ""
    rm "$journal"
}

removing_the_package_ends_its_daemon_and_keeps_the_users_data() {
    dpkg --remove smartpush >/dev/null
    fails pgrep -x smartpushd
    fails test -S "$runtime/api.sock"
    test -s "$state/smartpush.db"
    dpkg --force-unsafe-io --install /given/smartpush_*.deb >/dev/null
    control start smartpushd.service
    is "$(user smartpush enrollments --json | jq length)" 1
}

purging_the_package_leaves_nothing_but_the_users_data() {
    dpkg --purge smartpush smartpush-sim >/dev/null
    fails pgrep -x smartpushd
    # Nothing of the package's name is left in the system.
    is "$(find /etc /usr /var/lib -xdev -name '*smartpush*' -not -path '/var/lib/dpkg/info/*' 2>/dev/null)" ""
    test -s "$state/smartpush.db"
}

# As somebody else does who has just got the sources, and may become root.
the_readme_can_be_followed_to_the_letter() {
    local block status reader=/home/reader
    useradd --create-home --uid 1501 --shell /bin/bash reader
    echo 'reader ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/reader
    # There is no network to get anything else from.
    echo 'APT::Install-Recommends "false";' >/etc/apt/apt.conf.d/99-offline
    install -d -o reader "$reader/.build" && ln -s /given "$reader/.build/package"
    install -d /tmp/readme && /booted/readme.py /given/README.md /tmp/readme
    loginctl enable-linger reader
    for block in /tmp/readme/*; do
        cat "$block"
        before_reading "$(cat "$block")"
        status=0
        # Who reads says yes where apt asks.
        as_reader timeout "$([ "${block##*.}" = whole ] && echo 60 || echo 2)" bash -e "$block" < <(yes) || status=$?
        is "$status" "$([ "${block##*.}" = whole ] && echo 0 || echo 124)"
    done
    pkill -u reader -x smartpush-sim
    is "$(find "$reader" -path "$reader/.build" -prune -o -name '*smartpush*' -print)" ""
}

as_reader() {
    setpriv --reuid=reader --regid=reader --init-groups env --chdir="/home/reader" HOME=/home/reader USER=reader \
        XDG_RUNTIME_DIR=/run/user/1501 "$@"
}

# before_reading BLOCK: what has to have happened before somebody types that.
before_reading() {
    case $1 in
    *'enroll device.json'*)
        as_reader systemd-run --user --quiet --unit=server --property=StandardOutput=file:/home/reader/server.json \
            smartpush-sim --inbox /run/user/1501/smartpush/inbox.sock
        eventually test -s /home/reader/server.json
        jq .enrollment /home/reader/server.json >/home/reader/device.json
        ;;
    # Another account than that one.
    *'enroll sim.json'*) as_reader smartpush unenroll "$(as_reader smartpush enrollments --json | jq -r '.[0].id')" ;;
    *'verify 55'*) web_shows 55 ;;
    *'smartpush deny'*) web_shows any ;;
    esac
}

# web_shows NUMBER|any: a sign-in at the web waits whose page shows this number. Those with another are given up.
web_shows() {
    local answer base_url
    base_url=$(jq -r .base_url /home/reader/server.json)
    while :; do
        answer=$(curl --silent --fail --header 'content-type: application/json' --data '{"request_id": "reader",
            "usage_type": "PASSWORDLESS_AUTHENTICATION", "email": "someone@example.com"}' \
            "$base_url/verification-srv/authentication/push/initiation")
        case $1 in any | "$(jq -r .data.push_selected_number <<<"$answer")") break ;; esac
        curl --silent --fail --output /dev/null --data "{\"status_id\": $(jq .data.status_id <<<"$answer")}" \
            "$base_url/verification-srv/authentication/push/cancel"
    done
    only_one_waits() { [ "$(as_reader smartpush list --json | jq -r '[.[].state] | join(" ")')" = acknowledged ]; }
    as_reader smartpush refresh >/dev/null
    eventually only_one_waits
}

prepare_machine() {
    # nspawn's own protection of it keeps a user's manager from protecting it (ProtectKernelLogs=).
    umount /proc/kmsg 2>/dev/null || true
    # What a container's image may have, so that packages start nothing and bring no manual pages.
    rm -f /usr/sbin/policy-rc.d
    sed -i '/^path-exclude/d' /etc/dpkg/dpkg.cfg /etc/dpkg/dpkg.cfg.d/* 2>/dev/null || true
    # Kept from boot to boot, as on a desktop: only then has each user a journal.
    mkdir -p /var/log/journal
    systemd-tmpfiles --create --prefix /var/log/journal
    journalctl --flush
    # Indexing all manual pages takes seconds, and is not asked for.
    rm -f /var/lib/man-db/auto-update
    useradd --create-home --uid 1500 --shell /bin/bash tester
    loginctl enable-linger tester
    systemctl stop user@1500.service
}

# play SCENARIO: prints the journal of a scenario that fails.
play() {
    local cursor status began=$EPOCHREALTIME
    cursor=$(journalctl --quiet --lines=0 --show-cursor | sed -n 's/^-- cursor: //p')
    printf '%s\n' "${1//_/ }"
    # Not within a condition: there, set -e would have no effect.
    set +e
    (
        set -e
        "$1"
    ) 2>&1 | sed 's/^/    /'
    status=${PIPESTATUS[0]}
    set -e
    if [ -e "$drop_ins/scenario.conf" ]; then
        rm "$drop_ins/scenario.conf"
        control daemon-reload
    fi
    if [ "$status" -ne 0 ]; then
        printf '  FAILED; the journal of it:\n'
        journalctl --quiet --no-pager --after-cursor="$cursor" --output=short-precise
        exit 1
    fi
    printf '  ok, %d ms\n' $(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
}

prepare_machine
if [ $# -eq 0 ]; then
    set -- "${scenarios[@]}"
else
    set -- "${scenarios[0]}" "$@"
fi
for scenario in "$@"; do play "$scenario"; done
