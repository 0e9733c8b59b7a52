# Sourced by the run.sh of Booted and Desktop: a temporary system that boots from this machine's own root folder, and is
# removed when the shell ends. What it writes goes to memory. Its network has only a loopback interface.
# shellcheck shell=bash

machine_folder=$(mktemp -d /tmp/smartpush-booted.XXXXXX)
machine_name=$(basename "$machine_folder" | tr . -)
machine_launcher=
machine_leader=

# machine_boot BIND...: boots the system with these folders, in the form of systemd-nspawn(1)'s --bind-ro=.
machine_boot() {
    local folder
    mkdir "$machine_folder/root"
    # nspawn refuses / itself, but accepts a bind mount of it.
    mount --bind / "$machine_folder/root"
    mount --make-private "$machine_folder/root"
    for folder in $(machine_cgroups); do mkdir -p "$folder"; done
    machine_launch "${@/#/--bind-ro=}" >"$machine_folder/console" 2>&1 </dev/null &
    machine_launcher=$!
    machine_await_leader || { cat "$machine_folder/console" >&2 && return 1; }
    machine systemctl is-system-running --wait >/dev/null || machine systemctl --failed >&2
}

# The machine's own control groups. Without a service manager outside, two machines would otherwise share theirs.
machine_cgroups() {
    local folder
    for folder in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
        [ ! -f "$folder/cgroup.procs" ] || echo "$folder/$machine_name"
    done
}

machine_launch() {
    local folder
    for folder in $(machine_cgroups); do echo "$BASHPID" >"$folder/cgroup.procs"; done
    # Starts only what a user's manager needs, and no other services of this machine. KeyringMode= needs keyrings, which
    # nspawn forbids by default.
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 exec systemd-nspawn --quiet --boot --directory="$machine_folder/root" \
        --volatile=overlay --machine="$machine_name" --hostname=desktop --register=no --keep-unit --private-network \
        --link-journal=no --resolv-conf=off --timezone=off --system-call-filter=@keyring "$@" systemd.unit=basic.target
}

# Waits until the first process inside runs and accepts commands.
machine_await_leader() {
    local deadline=$((SECONDS + 60))
    while [ "$SECONDS" -lt "$deadline" ] && kill -0 "$machine_launcher" 2>/dev/null; do
        machine_leader=$(pgrep -P "$machine_launcher" | head -n 1) || true
        [ -z "$machine_leader" ] ||
            ! nsenter -t "$machine_leader" -m -p -- test -S /run/systemd/private 2>/dev/null || return 0
        sleep 0.05
    done
    return 1
}

# machine COMMAND...: runs a command inside as root, and returns its exit status.
machine() {
    nsenter -t "$machine_leader" -m -u -i -n -p -C -r -w -- \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 SYSTEMD_COLORS=0 \
        SYSTEMD_PAGER= "$@"
}

# Ends the machine at once, and keeps nothing of it.
machine_end() {
    local folder
    if [ -n "$machine_launcher" ]; then
        kill -KILL "$machine_leader" 2>/dev/null || true
        wait "$machine_launcher" 2>/dev/null || true
    fi
    umount --lazy "$machine_folder/root" 2>/dev/null || true
    rmdir "$machine_folder/root" 2>/dev/null || true
    for folder in $(machine_cgroups); do find "$folder" -depth -type d -exec rmdir {} \; 2>/dev/null || true; done
    rm -f "$machine_folder/console"
    rmdir "$machine_folder"
}
