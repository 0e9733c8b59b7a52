#!/usr/bin/env bash
# Measures the daemon: builds the programs as for a release, and prints every figure with its reference.
#   Tests/run benchmarks [--record] [--only NAME] [--json] [--help]
# With --record it writes the figures to Tests/Benchmarks/history instead.
# It measures on the disk of the build folder.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/../../packaging/common.sh"

record=
if [ "${1:-}" = --record ]; then
    record=Tests/Benchmarks/history/$(date +%F).json
    shift
fi

need_to_build
# References: agents that run on many desktops.
need_packages dpkg-dev gnupg jq openssh-client

export SMARTPUSH_BENCHMARKS=1
stripped=$build_folder/benchmark
build_release "$stripped" smartpushd smartpush benchmark-empty Benchmarks >&2

# Removes what an interrupted run leaves behind. The daemons end with the run.
trap 'rm -rf "$stripped"/bench-*' EXIT
measure() {
    "$stripped/Benchmarks" --binaries "$stripped" --folder "$stripped" "$@"
}

if [ -z "$record" ]; then
    measure "$@"
    exit
fi

measure --json "$@" >"$stripped/figures.json"
jq --arg version "$(dpkg-parsechangelog --file packaging/debian/changelog --show-field Version)" \
    --arg commit "$(git rev-parse --short HEAD)" --arg date "$(date +%F)" '{
        version: $version, commit: $commit, date: $date, machine: .machine,
        figures: [.rows[] | {name, value, unit, reference, referenceName} | with_entries(select(.value != null))
            | map_values(if type == "number" then . * 1000 | round / 1000 else . end)]
    }' "$stripped/figures.json" >"$record"
say "recorded in $record"
