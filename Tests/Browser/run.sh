#!/usr/bin/env bash
# Signs in on the simulator's login page and enrolls on its account page, in headless Chromium, with the real daemon as the
# device. Checks each state with axe-core's rules of accessibility, and puts pictures of it into the folder `browser` below
# the build folder.
#   Tests/run browser [TEST...]
# TEST is a unittest name, for instance test_login_page.LoginPageTests.test_denied.
# SMARTPUSH_BIN_DIR can name a folder with programs that are already built.
# shellcheck source=Tests/Support/programs.sh
. "$(dirname "$0")/../Support/programs.sh"

need_packages chromium chromium-driver fonts-dejavu-core python3-selenium qrencode zbar-tools
need_programs smartpush smartpushd smartpush-sim
# It contains axe-core 4.12.1. Its own code is for another driver and is not used.
need_python browser-tools --no-deps axe-playwright-python==0.1.8

export SMARTPUSH_BIN_DIR=$programs SMARTPUSH_PICTURES=$build_folder/browser
SMARTPUSH_AXE=$(find "$tools" -name axe.min.js)
export SMARTPUSH_AXE
rm -rf "$SMARTPUSH_PICTURES"

say "the login page and the account page in $(chromium --version 2>/dev/null)"
cd Tests/Browser
# Debian's Python, because it has Debian's Selenium.
if [ $# -gt 0 ]; then
    /usr/bin/python3 -B -m unittest --verbose "$@"
else
    /usr/bin/python3 -B -m unittest discover --verbose
fi
say "pictures of each state are in $SMARTPUSH_PICTURES"
