#!/usr/bin/env bash
# Fuzzes everything that decodes bytes from outside: pushes, a server's answers, links, and requests to the local API.
#   Tests/run fuzz [SECONDS [NAME...]]    SECONDS for each (10); NAME is payload, answer, link or api (all)
# With SMARTPUSH_FUZZ_SEED it tries the same inputs again, as many as the time allows. Without, they are random.
# It starts from the corpus in Tests/Fuzz/Corpus, and keeps what it finds in the build folder. Add an input that breaks
# something to the corpus together with the fix.
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
# A crash must show at once. Swift's backtracer would wait for input.
export SWIFT_BACKTRACE=enable=no
options=(--scratch-path "$build_folder/fuzz" -Xswiftc -use-ld=lld)
for name in "$@"; do
    [ -d "Tests/Fuzz/Corpus/$name" ] || fail "there is no fuzzer named $name; the names are payload, answer, link and api"
    say "fuzzing $name for $seconds s (the first time builds for some minutes)"
    swift build "${options[@]}" --product "fuzz-$name"
    found=$build_folder/fuzz-found/$name
    mkdir -p "$found"
    "$(swift build "${options[@]}" --show-bin-path)/fuzz-$name" -max_total_time="$seconds" \
        -seed="${SMARTPUSH_FUZZ_SEED:-0}" -max_len=70000 -timeout=5 -rss_limit_mb=512 -dict=Tests/Fuzz/Corpus/words.dict \
        -artifact_prefix="$found-" -print_final_stats=1 -verbosity=0 "$found" "Tests/Fuzz/Corpus/$name" ||
        fail "$name broke on an input, which is kept as $found-*; run the fuzzer with that file as its argument to see it"
done
