#!/usr/bin/env bash
# Checks the sources' form, builds everything and runs all tests; then builds the packages and tries them in a system
# that is booted for it.
# Arguments go to `swift test`, for instance `packaging/test.sh --filter EndToEndTests`; then only the Swift tests run.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -gt 0 ]; then exec Tests/run format swift "$@"; fi
exec Tests/run all
