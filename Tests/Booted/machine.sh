# Sourced by booted.sh: a throw-away system that is booted from this machine's own root, and gone when its shell ends.
# What it writes goes to memory. Its network is its own, with nothing but a loopback interface.
# shellcheck shell=bash

machine_folder=$(mktemp -d /tmp/smartpush-booted.XXXXXX)
machine_name=$(basename "$machine_folder" | tr . -)
machine_launcher=
machine_leader=

# machine_boot BIND...: boots it with these folders, as systemd-nspawn(1) wants them for --bind-ro=.
machine_boot() {
    local folder
    mkdir "$machine_folder/root"
    # nspawn refuses / itself, but not another sight of it.
    mount --bind / "$machine_folder/root"
    mount --make-private "$machine_folder/root"
    for folder in $(machine_cgroups); do mkdir -p "$folder"; done
    machine_launch "${@/#/--bind-ro=}" >"$machine_folder/console" 2>&1 </dev/null &
    machine_launcher=$!
    machine_await_leader || { cat "$machine_folder/console" >&2 && return 1; }
    machine systemctl is-system-running --wait >/dev/null || machine systemctl --failed >&2
}

# Where its control groups are: below one of its own, for without a manager outside, two machines would share theirs.
machine_cgroups() {
    local folder
    for folder in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
        [ ! -f "$folder/cgroup.procs" ] || echo "$folder/$machine_name"
    done
}

machine_launch() {
    local folder
    for folder in $(machine_cgroups); do echo "$BASHPID" >"$folder/cgroup.procs"; done
    # Only what a user's manager needs is started, whatever services this machine has. Keyrings, which it would forbid,
    # are what KeyringMode= is about.
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 exec systemd-nspawn --quiet --boot --directory="$machine_folder/root" \
        --volatile=overlay --machine="$machine_name" --hostname=desktop --register=no --keep-unit --private-network \
        --link-journal=no --resolv-conf=off --timezone=off --system-call-filter=@keyring "$@" systemd.unit=basic.target
}

# Waits for the first process inside, and until it takes orders.
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

# machine COMMAND...: runs a command in it, as root, and ends with its exit status.
machine() {
    nsenter -t "$machine_leader" -m -u -i -n -p -C -r -w -- \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 SYSTEMD_COLORS=0 \
        SYSTEMD_PAGER= "$@"
}

# Ends it at once: nothing of it is kept.
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
