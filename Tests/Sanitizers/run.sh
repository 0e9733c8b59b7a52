#!/usr/bin/env bash
# Runs the tests and the programs under a sanitizer. This takes minutes to build, and is slow to run.
#   Tests/run sanitizers thread|address [ARGUMENTS FOR swift test]
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/../../packaging/common.sh"

sanitizer=${1:-}
case $sanitizer in
thread | address) shift ;;
*) fail "name the sanitizer: thread or address" ;;
esac

need_to_build
need_test_packages

# A finding ends the program, and the test fails. Swift's runtime never frees some of its memory, so leaks are not checked.
export TSAN_OPTIONS=halt_on_error=1:exitcode=66:suppressions=$PWD/Tests/Sanitizers/thread-sanitizer.supp
export ASAN_OPTIONS=halt_on_error=1:exitcode=66:detect_leaks=0
# The memory of a sanitized program says nothing, so tests do not check it.
export SMARTPUSH_SANITIZED=1
options=(--scratch-path "$build_folder/$sanitizer" --sanitize "$sanitizer")
say "building with the $sanitizer sanitizer (the first time takes some minutes)"
swift build "${options[@]}" --build-tests
say "testing with the $sanitizer sanitizer"
swift test "${options[@]}" --skip-build "$@"
