# Sourced by scenarios.sh: causes faults, and checks that the doctor finds them and that the command it names fixes them.
# shellcheck shell=bash disable=SC2034,SC2154,SC2317 # what is set here is used elsewhere, and the scenarios by name

# doctor: runs `smartpush doctor`; sets $diagnosis to its findings and $doctor_status to its exit status.
doctor() {
    doctor_status=0
    diagnosis=$(user smartpush doctor --json 2>/dev/null) || doctor_status=$?
}

doctor_finds_no_fault() {
    doctor
    is "$doctor_status $(jq -r '.findings[] | select(.state == "fault") | .detail' <<<"$diagnosis")" "0 "
}

# doctor_finds CHECK WORDS: whether a fault with these words is found; sets $command to the command that fixes it.
doctor_finds() {
    doctor
    fails test "$doctor_status" = 0
    command=$(jq -r --arg check "$1" --arg words "$2" '[.findings[]
        | select(.check == $check and .state == "fault" and (.detail | contains($words))).command] | first // empty' \
        <<<"$diagnosis")
    [ -n "$command" ] || { jq . <<<"$diagnosis" && return 1; }
}

# fixes CHECK WORDS: whether the command that is named for a fault fixes it.
fixes() {
    doctor_finds "$1" "$2"
    printf '%s: %s; %s\n' "$1" "$2" "$command"
    user bash -c "$command"
    doctor_finds_no_fault
}

the_doctor_names_each_fault_and_the_command_that_fixes_it() {
    simulator
    doctor_finds_no_fault
    user smartpush doctor
    # Everything was checked, except the desktop, which is not there.
    is "$(jq -r '.findings[] | select(.state == "ok").check' <<<"$diagnosis" | sort -u | xargs)" \
        "clock daemon database delivery files inbox push server units"
    is "$(newest state)" cancelled

    chmod 666 "$runtime/inbox.sock"
    fixes files "inbox.sock can be used by others"
    chmod 755 "$state"
    fixes files "can be used by others (mode 755)"
    control stop "${units[@]}"
    fixes daemon "not reachable"
    control mask smartpushd-api.socket
    fixes units "smartpushd-api.socket is masked"
    control mask smartpushd.service
    control stop smartpushd.service
    doctor_finds daemon ""
    is "$doctor_status" 69
    fixes units "smartpushd.service is masked"
    touch /usr/lib/systemd/user/smartpushd.service
    fixes units "smartpushd.service has changed on the disk"
    systemctl --global --quiet disable smartpushd.service
    control disable smartpushd.service
    fixes units "is not enabled for the next session"
    systemctl --global --quiet enable smartpushd.service
    # A desktop on which nothing shows notifications.
    user DISPLAY=:9 smartpush doctor >"$home/desktop" 2>&1 || true
    grep '^fault *notifications .*sudo apt install notification-daemon$' "$home/desktop"
    control stop sim
    doctor_finds server "can't be connected to"
    is "$doctor_status" 4
}
