#!/bin/bash
# Measures the daemon: builds the programs as they are released, and takes every figure beside its reference.
#   packaging/benchmark.sh [--only NAME] [--json] [--help]
# SMARTPUSH_BUILD_DIR is the build folder (.build by default); its disk is the one that is measured on.
set -euo pipefail
cd "$(dirname "$0")/.."

build=${SMARTPUSH_BUILD_DIR:-.build}
export SMARTPUSH_BENCHMARKS=1
options=(-c release --static-swift-stdlib --scratch-path "$build")
programs=(smartpushd smartpush benchmark-empty Benchmarks)

for program in "${programs[@]}"; do
    swift build "${options[@]}" --product "$program" >&2
done
built=$(swift build "${options[@]}" --show-bin-path)
stripped=$build/benchmark
mkdir -p "$stripped"
for program in "${programs[@]}"; do
    strip -o "$stripped/$program" "$built/$program"
done

# What a run that was interrupted leaves behind; the daemons themselves end with it.
trap 'rm -rf "$stripped"/bench-*' EXIT
"$stripped/Benchmarks" --binaries "$stripped" --folder "$stripped" "$@"
