# Sourced by scenarios.sh: the daemon under systemd.
# shellcheck shell=bash disable=SC2034,SC2154,SC2317 # what is set here is used elsewhere, and the scenarios by name

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

a_reload_reads_the_configuration_and_the_status_shows_what_is_open() {
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

# Clients call again and again while the daemon restarts. Each writes its failures to a file.
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
    # Earlier starts must not count towards the ten starts.
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
    # Several times the watchdog's timeout.
    sleep 4
    is "$(of_service MainPID) $(of_service NRestarts)" "$pid 0"
    kill -STOP "$pid"
    # A call to a hung daemon waits, and the next daemon answers it.
    user smartpush status >/dev/null
    is "$(of_service NRestarts)" 1
    fails test "$(of_service MainPID)" = "$pid"
    is "$(find "$state" /var/lib/systemd/coredump -type f -name 'core*' 2>/dev/null)" ""
}

# Only the thread that does the work is stopped, which shows that the watchdog's ping comes from it.
a_daemon_whose_loop_is_stuck_is_started_again() {
    local pid
    drop_in <<<$'[Service]\nWatchdogSec=1'
    control restart smartpushd.service
    pid=$(of_service MainPID)
    /booted/stop-thread.py "$pid" NIO-ELT- >/tmp/stopped &
    eventually grep -q stopped /tmp/stopped
    # The other threads are not stopped.
    is "$(awk '/^State/ { print $2 }' "/proc/$pid/status")" S
    user smartpush status >/dev/null
    is "$(of_service NRestarts)" 1
    fails test "$(of_service MainPID)" = "$pid"
    journalctl --quiet -u user@1500 --grep 'smartpushd.service: Watchdog timeout' | tail -n 1
    wait
}

a_daemon_that_crashes_is_started_again_after_growing_delays() {
    local times=() began
    control restart smartpushd.service
    for _ in 1 2; do
        began=$(date +%s%N)
        kill -SEGV "$(of_service MainPID)"
        # The call is answered, however late.
        user smartpush status >/dev/null
        times+=($((($(date +%s%N) - began) / 1000000)))
    done
    echo "served again after ${times[*]} ms"
    [ "${times[0]}" -ge 1000 ] && [ "${times[1]}" -ge 3000 ]
}

a_daemon_that_always_crashes_is_stopped_and_can_be_started_again() {
    drop_in <<<$'[Service]\nExecStartPre=\nExecStart=\nExecStart=/usr/bin/false\nExecPaths=/usr/bin/false'
    control restart smartpushd.service || true
    stopped_for_good() { [ "$(of_service SubState)" = failed ] && [ "$(of_service NRestarts)" -le 10 ]; }
    eventually stopped_for_good
    rm "$drop_ins/scenario.conf"
    control daemon-reload
    # The commands of smartpushd(1).
    control reset-failed 'smartpushd*'
    control restart smartpushd
    user smartpush status >/dev/null
    running
}

a_daemon_with_a_wrong_configuration_is_not_started_again() {
    echo '{"log_level": "loud"}' >"$home/.config/smartpush/config.json"
    fails control restart smartpushd.service 2>/dev/null
    is "$(of_service ExecMainStatus) $(of_service NRestarts) $(of_service ActiveState)" "78 0 failed"
    journalctl --quiet _SYSTEMD_USER_UNIT=smartpushd.service | grep 'log_level .* has to be one of'
    rm "$home/.config/smartpush/config.json"
    control restart smartpushd.service
}

a_daemon_that_is_stopped_ends_cleanly() {
    control stop smartpushd.service
    is "$(of_service Result) $(of_service ExecMainStatus) $(of_service ActiveState)" "success 0 inactive"
    is "$(answers is-active "${units[@]:1}")" active
}
