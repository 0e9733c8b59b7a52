#!/usr/bin/env bash
# Signs in at the simulator's login page with a real browser, Chromium without a window, and the real daemon as the device;
# holds each state to what axe-core knows of accessibility, and leaves pictures of it in the folder browser below the build
# folder.
#   packaging/browser.sh [TEST...]
# TEST is as unittest names it, for instance test_login_page.LoginPageTests.test_denied.
# SMARTPUSH_BIN_DIR names the folder of the programs where they are built already.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/common.sh"

# What it carries is axe-core 4.12.1; its own code is for another driver and not used.
readonly axe=0.1.8

need_packages chromium chromium-driver fonts-dejavu-core python3 python3-selenium python3-venv
if [ -z "${SMARTPUSH_BIN_DIR:-}" ]; then
    need_to_build
    for program in smartpush smartpushd smartpush-sim; do
        swift build --scratch-path "$build_folder/test" --product "$program"
    done
    SMARTPUSH_BIN_DIR=$(swift build --scratch-path "$build_folder/test" --show-bin-path)
fi

tools=$build_folder/browser-tools
if [ "$(cat "$tools/version" 2>/dev/null)" != "$axe" ]; then
    say "installing axe-core below $build_folder"
    # Debian's Python, which is the one that has Debian's Selenium.
    /usr/bin/python3 -m venv --clear "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check --no-deps "axe-playwright-python==$axe"
    printf '%s' "$axe" >"$tools/version"
fi
SMARTPUSH_AXE=$(find "$tools" -name axe.min.js)
SMARTPUSH_PICTURES=$build_folder/browser
export SMARTPUSH_BIN_DIR SMARTPUSH_AXE SMARTPUSH_PICTURES PYTHONDONTWRITEBYTECODE=1
rm -rf "$SMARTPUSH_PICTURES"

say "the login page in $(chromium --version 2>/dev/null)"
cd Tests/Browser
if [ $# -gt 0 ]; then
    /usr/bin/python3 -m unittest --verbose "$@"
else
    /usr/bin/python3 -m unittest discover --verbose
fi
say "pictures of each state are in $SMARTPUSH_PICTURES"
