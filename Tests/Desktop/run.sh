#!/usr/bin/env bash
# Plays sign-ins on a desktop: in a temporary system, under a user's service manager, on a virtual screen, with real
# notification services whose buttons are clicked.
#   Tests/run desktop [SCENARIO...]
# The screenshots are in the folder `desktop` below the build folder. The programs are those that `Tests/run swift` has
# built, or those in $SMARTPUSH_BIN_DIR. systemd-nspawn(1) needs root, so other users need sudo.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/../../packaging/common.sh"

need_packages at-spi2-core curl dbus-user-session dunst fonts-dejavu-core gir1.2-atspi-2.0 jq libpam-systemd passwd \
    python3-gi python3-xlib scrot systemd-container xauth xfce4-notifyd xvfb zenity
programs=${SMARTPUSH_BIN_DIR:-$build_folder/test/debug}
[ -x "$programs/smartpush-prompt" ] || fail "there is no $programs/smartpush-prompt; run Tests/run swift first"

# In its own mount namespace, so that its mounts are private and end with it.
if [ -z "${SMARTPUSH_BOOTED:-}" ]; then
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    exec "${as_root[@]}" env SMARTPUSH_BOOTED=1 SMARTPUSH_BUILD_DIR="$build_folder" SMARTPUSH_BIN_DIR="$programs" \
        unshare --mount Tests/Desktop/run.sh "$@"
fi

# shellcheck source=Tests/Booted/machine.sh
. Tests/Booted/machine.sh
trap machine_end EXIT

say "booting a system for the desktop"
machine_boot "$(realpath "$programs"):/programs" "$PWD/Tests/Booted:/booted" "$PWD/Tests/Desktop:/desktop" \
    "$PWD/systemd:/units" "$PWD/packaging/man:/man"

say "playing the scenarios"
status=0
machine /desktop/scenarios.sh "$@" || status=$?

mkdir -p "$build_folder/desktop"
machine tar --create --directory=/home/tester/pictures . | tar --extract --directory="$build_folder/desktop"
say "the screenshots are in $build_folder/desktop"
exit "$status"
