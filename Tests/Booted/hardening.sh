# Sourced by scenarios.sh: what the unit forbids the daemon, and what it allows.
# shellcheck shell=bash disable=SC2034,SC2154,SC2317 # what is set here is used elsewhere, and the scenarios by name

the_sockets_are_the_users_alone() {
    is "$(stat -c '%a %U' "$runtime" "$runtime/inbox.sock" "$runtime/api.sock" | xargs)" "700 tester 600 tester 600 tester"
    is "$(stat -c '%a %U' "$state" "$state/smartpush.db" | xargs)" "700 tester 600 tester"
    # Root can open the socket, but is another user.
    fails curl --silent --unix-socket "$runtime/api.sock" http://localhost/v1/status
    journalctl --quiet -t smartpushd --grep 'not ours' | grep 'closed on uid'
}

a_sign_in_is_answered_under_the_hardened_unit() {
    local number exchange
    simulator
    number=$(sign_in)
    user smartpush allow >/dev/null
    exchange=$(user smartpush verify "$number" --json)
    is "$(jq -r '.state, .ended_by' <<<"$exchange" | xargs)" "authenticated user"
    # The daemon can't see the path.
    is "$(jq -r '.answered_by.exe' <<<"$exchange")" smartpush
    is "$(control show -P NRestarts smartpushd)" 0
    journalctl --quiet -t smartpushd SMARTPUSH_EXCHANGE="$(jq -r .id <<<"$exchange")" | grep . >/dev/null
}

# A company's own certificate authority, added to those of the system.
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
    # It is not trusted yet.
    doctor_finds server "certificate is valid and trusted"
    is "$doctor_status" 4
    update-ca-certificates >/dev/null 2>&1
    control restart smartpushd
    number=$(sign_in)
    user smartpush allow >/dev/null
    user smartpush verify "$number"
    doctor_finds_no_fault
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

logind_is_heard_under_the_hardened_unit() {
    local session
    drop_in <<<$'[Service]\nEnvironment=SMARTPUSH_LOG_LEVEL=debug'
    control restart smartpushd.service
    eventually logged MESSAGE='the user is active'
    # As a desktop's login does.
    systemd-run --quiet --unit=tester-login --property=PAMName=login --property=User=tester \
        --setenv=XDG_SESSION_TYPE=wayland --setenv=XDG_SESSION_CLASS=user sleep infinity
    eventually tester_is_logged_in
    session=$(loginctl --no-legend list-sessions | awk '$3 == "tester" { print $1; exit }')
    session=$(busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager \
        GetSession s "$session" | cut -d '"' -f 2)
    user busctl --system call org.freedesktop.login1 "$session" org.freedesktop.login1.Session SetLockedHint b true
    eventually logged MESSAGE='the user is not active'
    systemctl stop tester-login
}

tester_is_logged_in() {
    loginctl --no-legend list-sessions | grep --word-regexp tester
}

# Runs a probe in a unit with the same directives, and in a unit without them.
each_directive_is_enforced() {
    local unit=/usr/lib/systemd/user/smartpushd.service probe=$home/.config/smartpush/probe.py python other names=() name
    python=$(readlink -f /usr/bin/python3)
    # Things to be seen and changed outside.
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
    # No unprivileged process can do these. Everything else is allowed without the directives.
    is "$(sed -n 's/ denied//p' "$home/free" | xargs)" "ProtectClock RestrictRealtime"
    # Every directive that forbids something was tried.
    is "$(sed -n '/^PrivateUsers/,/^UMask/s/^\([A-Za-z]*\)=.*/\1/p' "$unit" |
        grep -vxE 'Bind.*|ExecPaths|SystemCallErrorNumber' | sort -u)" "$(cut -d ' ' -f 1 "$state/probed" | sort)"
    control stop other
    rm -f "$state"/{setuid,mask,i386,probed} "$probe"
}

nobody_reads_the_daemons_memory() {
    local pid
    pid=$(of_service MainPID)
    # root owns a process's files in /proc if the process is not dumpable.
    is "$(stat -c %U "/proc/$pid/mem")" root
    fails user cat "/proc/$pid/environ" 2>/dev/null
    is "$(awk '/^Max core file size/ { print $5, $6 }' "/proc/$pid/limits")" "0 0"
}
