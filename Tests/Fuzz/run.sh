#!/usr/bin/env bash
# Fuzzes what takes in strangers' bytes: the decoders of pushes, of a server's answers and of links, and the local API.
#   Tests/run fuzz [SECONDS] [NAME...]    SECONDS for each (10), NAME of payload, answer, link, api (all)
# SMARTPUSH_FUZZ_SEED makes it try the same inputs again, as far as it gets in the time; without, they are always others.
# It starts from the corpus in Tests/Fuzz/Corpus. What it finds is kept in the build folder; an input that breaks something
# belongs into the corpus, with its mending.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/../../packaging/common.sh"

need_to_build
seconds=10
if [[ "${1-}" =~ ^[0-9]+$ ]]; then
    seconds=$1
    shift
fi
[ $# -gt 0 ] || set -- payload answer link api

export SMARTPUSH_FUZZ=1
# A crash is to be seen at once; Swift's own tracer would wait for someone to look.
export SWIFT_BACKTRACE=enable=no
options=(--scratch-path "$build_folder/fuzz" -Xswiftc -use-ld=lld)
for name in "$@"; do
    [ -d "Tests/Fuzz/Corpus/$name" ] || fail "there is no fuzzer named $name; the names are payload, answer, link and api"
    say "fuzzing $name for $seconds s (the first time builds for some minutes)"
    swift build "${options[@]}" --product "fuzz-$name"
    found=$build_folder/fuzz-found/$name
    mkdir -p "$found"
    "$(swift build "${options[@]}" --show-bin-path)/fuzz-$name" -max_total_time="$seconds" \
        -seed="${SMARTPUSH_FUZZ_SEED:-0}" -max_len=70000 -timeout=5 -rss_limit_mb=512 -dict=Tests/Fuzz/Corpus/words.dict -artifact_prefix="$found-" -print_final_stats=1 \
        -verbosity=0 "$found" "Tests/Fuzz/Corpus/$name" ||
        fail "$name broke on an input, which is kept as $found-*; run the fuzzer with that file as its argument to see it"
done
