#!/usr/bin/env bash
# Boots a temporary system, installs the packages there, and plays what users and administrators do.
#   Tests/run booted [SCENARIO...]
# Runs all scenarios in order, or the first one and those that are named. It uses the packages that package.sh has built.
# The upgrade is from this package with a lower number, or from the released one that SMARTPUSH_EARLIER_PACKAGE names.
# systemd-nspawn(1) needs root, so other users need sudo.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/../../packaging/common.sh"

need_packages ca-certificates curl dbus-user-session fish iproute2 jq libpam-systemd mandoc openssl passwd \
    python3-minimal sqlite3 sudo systemd-container zsh
package_folder=$build_folder/package
compgen -G "$package_folder/*.deb" >/dev/null || fail "there is no package; run packaging/package.sh first"

# In its own mount namespace, so that its mounts are private and end with it.
if [ -z "${SMARTPUSH_BOOTED:-}" ]; then
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    exec "${as_root[@]}" env SMARTPUSH_BOOTED=1 SMARTPUSH_BUILD_DIR="$build_folder" \
        SMARTPUSH_EARLIER_PACKAGE="${SMARTPUSH_EARLIER_PACKAGE:-}" unshare --mount Tests/Booted/run.sh "$@"
fi

# shellcheck source=Tests/Booted/machine.sh
. Tests/Booted/machine.sh
given=$(mktemp -d)
chmod 755 "$given"
trap 'machine_end; rm -rf "$given"' EXIT

say "booting a system for the packages"
cp "$package_folder"/*.deb README.md "$given"
if [ -n "${SMARTPUSH_EARLIER_PACKAGE:-}" ]; then
    cp "$SMARTPUSH_EARLIER_PACKAGE" "$given/earlier.deb"
else
    dpkg-deb --raw-extract "$given"/smartpush_*.deb "$given/earlier"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$given/earlier/DEBIAN/control"
    dpkg-deb --build -Znone "$given/earlier" "$given/earlier.deb" >/dev/null
fi
machine_boot "$given:/given" "$PWD/Tests/Booted:/booted"

say "playing the scenarios"
machine /booted/scenarios.sh "$@"
