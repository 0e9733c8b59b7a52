#!/usr/bin/env bash
# Runs all tests; `Tests/run` lists their parts and runs single ones.
# With arguments it runs only the Swift tests, and passes them on: `packaging/test.sh --filter EndToEndTests`.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -gt 0 ]; then exec Tests/run format swift "$@"; fi
exec Tests/run all
