#!/usr/bin/env bash
# Signs in at the simulator's login page, and enrolls at its account page, with a real browser, Chromium without a window, and the real daemon as the device;
# holds each state to what axe-core knows of accessibility, and leaves pictures of it in the folder browser below the build
# folder.
#   Tests/run browser [TEST...]
# TEST is as unittest names it, for instance test_login_page.LoginPageTests.test_denied.
# SMARTPUSH_BIN_DIR names the folder of the programs where they are built already.
# shellcheck source=Tests/Support/programs.sh
. "$(dirname "$0")/../Support/programs.sh"

need_packages chromium chromium-driver fonts-dejavu-core python3-selenium qrencode zbar-tools
need_programs smartpush smartpushd smartpush-sim
# It carries axe-core 4.12.1; its own code is for another driver and not used.
need_python browser-tools --no-deps axe-playwright-python==0.1.8

export SMARTPUSH_BIN_DIR=$programs SMARTPUSH_PICTURES=$build_folder/browser
SMARTPUSH_AXE=$(find "$tools" -name axe.min.js)
export SMARTPUSH_AXE
rm -rf "$SMARTPUSH_PICTURES"

say "the login page and the account page in $(chromium --version 2>/dev/null)"
cd Tests/Browser
# Debian's Python, which is the one that has Debian's Selenium.
if [ $# -gt 0 ]; then
    /usr/bin/python3 -B -m unittest --verbose "$@"
else
    /usr/bin/python3 -B -m unittest discover --verbose
fi
say "pictures of each state are in $SMARTPUSH_PICTURES"
