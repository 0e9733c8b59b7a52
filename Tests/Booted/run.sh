#!/usr/bin/env bash
# Installs the packages in a throw-away system that is booted for it, and plays there what users and administrators do.
#   Tests/run booted [SCENARIO...]
# All scenarios in their order, or the first and those that are named. The packages are those that package.sh has built.
# It needs root, for systemd-nspawn(1); without, it asks sudo.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/../../packaging/common.sh"

need_packages ca-certificates curl dbus-user-session fish iproute2 jq libpam-systemd mandoc openssl passwd \
    python3-minimal sqlite3 sudo systemd-container zsh
package_folder=$build_folder/package
compgen -G "$package_folder/*.deb" >/dev/null || fail "there is no package; run packaging/package.sh first"

# The mounts that it makes are seen by nobody else, and end with it.
if [ -z "${SMARTPUSH_BOOTED:-}" ]; then
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    exec "${as_root[@]}" env SMARTPUSH_BOOTED=1 SMARTPUSH_BUILD_DIR="$build_folder" unshare --mount Tests/Booted/run.sh "$@"
fi

# shellcheck source=Tests/Booted/machine.sh
. Tests/Booted/machine.sh
given=$(mktemp -d)
chmod 755 "$given"
trap 'machine_end; rm -rf "$given"' EXIT

say "booting a system for the packages"
# The version before this one is this one with another number.
cp "$package_folder"/*.deb README.md "$given"
dpkg-deb --raw-extract "$given"/smartpush_*.deb "$given/earlier"
sed -i 's/^Version: .*/Version: 0.0.1/' "$given/earlier/DEBIAN/control"
dpkg-deb --build -Znone "$given/earlier" "$given/earlier.deb" >/dev/null
machine_boot "$given:/given" "$PWD/Tests/Booted:/booted"

say "playing the scenarios"
machine /booted/scenarios.sh "$@"
