#!/usr/bin/env bash
# Builds smartpush, and plays a whole sign-in on the simulator, in a temporary folder.
# Arguments go to `smartpush-sim demo`: with `packaging/demo.sh --interactive` you answer yourself.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/common.sh"

need_to_build
say "building (the first time takes some minutes)"
for program in smartpush smartpushd smartpush-sim; do
    swift build --scratch-path "$build_folder/demo" --product "$program"
done
say "the demonstration"
"$(swift build --scratch-path "$build_folder/demo" --show-bin-path)/smartpush-sim" demo "$@"
