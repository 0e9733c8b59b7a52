#!/usr/bin/env bash
# Measures the daemon: builds the programs as they are released, and takes every figure beside its reference.
#   Tests/run benchmarks [--only NAME] [--json] [--help]
# The disk of the build folder is the one that is measured on.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/../../packaging/common.sh"

need_to_build
# References: the agents that many desktops run anyway.
need_packages openssh-client gnupg

export SMARTPUSH_BENCHMARKS=1
stripped=$build_folder/benchmark
build_release "$stripped" smartpushd smartpush benchmark-empty Benchmarks >&2

# What a run that was interrupted leaves behind; the daemons themselves end with it.
trap 'rm -rf "$stripped"/bench-*' EXIT
"$stripped/Benchmarks" --binaries "$stripped" --folder "$stripped" "$@"
