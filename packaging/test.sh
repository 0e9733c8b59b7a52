#!/usr/bin/env bash
# Checks the sources' form, builds everything and runs all tests; then builds the packages and tries them in a system
# that is booted for it.
# Arguments go to `swift test`, for instance `packaging/test.sh --filter EndToEndTests`; then it ends with that.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/common.sh"

need_to_build
need_test_packages

say "checking the form of the sources"
swift format lint --strict --parallel --recursive Package.swift Sources Tests
shellcheck --external-sources .ci/run packaging/*.sh packaging/*/*.sh

say "building (the first time takes some minutes)"
options=(--scratch-path "$build_folder/test" --enable-code-coverage --explicit-target-dependency-import-check error)
swift build "${options[@]}" --build-tests

# A developer's run of some tests kills a few times; a whole run, often.
[ $# -gt 0 ] || export SMARTPUSH_KILLS=${SMARTPUSH_KILLS:-200}

say "testing"
swift test "${options[@]}" --skip-build "$@"

say "coverage, in lines, of each folder in Sources"
jq -r --arg sources "$PWD/Sources/" '
    [.data[0].files[] | select(.filename | startswith($sources))
        | {folder: (.filename | ltrimstr($sources) | split("/")[0]), lines: .summary.lines}]
    | (group_by(.folder) + [.])[]
    | {folder: (if (map(.folder) | unique | length) == 1 then .[0].folder else "all" end),
        covered: (map(.lines.covered) | add), count: (map(.lines.count) | add)}
    | [.folder, "\(.covered)/\(.count)", "\(100 * .covered / .count | floor) %"] | @tsv
    ' "$(swift test "${options[@]}" --show-codecov-path)" | column -t -s "$(printf '\t')"

# What follows is left out where only some tests are asked for.
[ $# -eq 0 ] || exit 0
SMARTPUSH_FUZZ_SEED=1 packaging/fuzz.sh 5
SMARTPUSH_BIN_DIR=$(swift build "${options[@]}" --show-bin-path)
export SMARTPUSH_BIN_DIR
packaging/fuzz-api.sh
packaging/fuzz-sim.sh
packaging/oidc.sh
packaging/browser.sh
packaging/package.sh
if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    say "NOT TESTED: the packages in a booted system and the desktop, which needs root; run packaging/booted.sh" \
        "and packaging/desktop.sh as root"
    exit 0
fi
packaging/booted.sh
packaging/desktop.sh
