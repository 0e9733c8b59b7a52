# Sourced by the scripts here and below Tests: goes to the project's folder, and defines what they need.
# shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck disable=SC2034 # the scripts use it
# The folder for everything that is built. A folder outside the checkout is kept when the checkout is removed.
build_folder=${SMARTPUSH_BUILD_DIR:-$PWD/.build}

# The oldest toolchain that the sources are written for.
readonly swift_wanted=6.3

say() {
    printf '\n== %s\n' "$*"
}

fail() {
    printf '%s: %s\n' "$0" "$*" >&2
    exit 1
}

# need_packages NAME...: installs those of these Debian packages that are missing.
need_packages() {
    command -v dpkg-query >/dev/null || fail "this needs Debian (or a system with its packages): $*"
    local missing=() name
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "install these first, as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    # Another program, the system's own updates for instance, may hold the lock for a while.
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# For the Swift tests: real clients, certificates, systemd's socket activation, small disks.
need_test_packages() {
    need_packages bsdextrautils bsdutils curl dbus gcc jq mount openssl python3-gi qrencode shellcheck sqlite3 systemd \
        tmux util-linux zbar-tools
}

need_swift() {
    command -v swift >/dev/null ||
        fail "a Swift toolchain of version $swift_wanted or later is needed, and there is no swift on the PATH;" \
            "install one for Debian 12 from swift.org, see https://www.swift.org/install/linux/"
    local version
    version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9]+\.[0-9]+')
    [ "$(printf '%s\n' "$swift_wanted" "$version" | sort -V | head -n 1)" = "$swift_wanted" ] ||
        fail "Swift $swift_wanted or later is needed, and $(command -v swift) is $version; see https://www.swift.org/install/linux/"
}

# For every build: the libraries, and the tools that find them.
need_to_build() {
    need_packages libsqlite3-dev libsystemd-dev zlib1g-dev pkg-config git ca-certificates
    need_swift
}

# Released programs contain the Swift runtime and are linked for size. They have no table of exported symbols, which would
# also keep unused code, and their relocations are packed, which needs glibc 2.36, as in Debian 12.
readonly release_options=(
    --configuration release --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs
    -Xlinker --no-export-dynamic -Xlinker --exclude-libs=ALL -Xlinker --icf=safe
)

# build_release FOLDER PROGRAM...: builds these programs, strips them, and puts them into the folder.
build_release() {
    local folder=$1 program options
    shift
    options=(--scratch-path "$build_folder/release" "${release_options[@]}")
    mkdir -p "$folder"
    for program in "$@"; do
        swift build "${options[@]}" --product "$program"
        strip -o "$folder/$program" "$(swift build "${options[@]}" --show-bin-path)/$program"
    done
}
