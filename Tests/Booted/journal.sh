# Sourced by scenarios.sh: what the journal contains, and what it must not contain.
# shellcheck shell=bash disable=SC2034,SC2154,SC2317 # what is set here is used elsewhere, and the scenarios by name

the_journal_tells_the_whole_story_of_a_sign_in() {
    local number id story wanted
    simulator
    number=$(sign_in)
    id=$(newest id)
    user smartpush allow >/dev/null
    user smartpush verify "$number" >/dev/null
    story=$(journal SMARTPUSH_EXCHANGE="$id")
    jq -r '.MESSAGE' <<<"$story"
    wanted='received acknowledge|acknowledged -|acknowledged allow|allowed -|allowed verify|authenticated -'
    is "$(jq -r '"\(.SMARTPUSH_STATE) \(.SMARTPUSH_STEP // "-")"' <<<"$story" | paste -s -d '|')" "$wanted"
    # Each entry has its kind, its enrollment, its line in the sources, and the priority of a message.
    is "$(jq -r '[.SMARTPUSH_ENROLLMENT, .PRIORITY] | join(" ")' <<<"$story" | sort -u)" \
        "$(user smartpush enrollments --json | jq -r '.[0].id') 6"
    is "$(jq -r 'select(.MESSAGE_ID and .CODE_FILE and .CODE_LINE and .CODE_FUNC | not)' <<<"$story")" ""
    # Entries about the user's decisions name the program.
    is "$(jq -r 'select(.SMARTPUSH_STEP == "allow" or .SMARTPUSH_STEP == "verify") | .SMARTPUSH_CALLER_EXE' \
        <<<"$story" | sort -u)" smartpush
    is "$(jq -r 'select(.SMARTPUSH_STATE == "authenticated") | .SMARTPUSH_ENDED_BY' <<<"$story")" user

    # A refusal has the server's code, and is a warning.
    sign_in >/dev/null
    id=$(newest id)
    curl --silent --fail --data '{"step": "allow", "fault": "answer", "when": "before", "status": 403,
        "body": "{\"success\":false,\"status\":403,\"error\":{\"code\":\"VER_0032\"}}"}' \
        "$(jq -r .base_url "$home/sim.json")/sim/faults"
    fails user smartpush allow 2>/dev/null
    is "$(journal SMARTPUSH_EXCHANGE="$id" SMARTPUSH_STATE=refused |
        jq -r '[.SMARTPUSH_CODE, .PRIORITY, .SMARTPUSH_CALLER_EXE] | join(" ")')" "VER_0032 4 smartpush"
}

the_journal_explains_what_happens_and_what_to_do() {
    local id explained
    simulator
    sign_in >/dev/null
    id=$(newest id)
    journalctl --sync
    explained=$(user journalctl --user --no-pager --catalog SMARTPUSH_EXCHANGE="$id")
    grep -F "Subject: Sign-in $id waits for its user" <<<"$explained"
    grep -qF "smartpush allow $id" <<<"$explained"
    grep -qF 'Documentation: man:smartpushd(1)' <<<"$explained"
    # Every kind of entry so far has an explanation.
    journal -t smartpushd | jq -r '.MESSAGE_ID // empty' | sort -u | xargs journalctl --list-catalog >/dev/null
    user smartpush deny >/dev/null
}

no_secret_is_in_the_journal() {
    local journal=/tmp/journal known
    note_secrets
    sed -i '/^$/d' "$secrets"
    [ "$(wc -l <"$secrets")" -gt 20 ]
    journalctl --sync
    journalctl --quiet --all --output=export >"$journal"
    echo "$(grep -c '^SYSLOG_IDENTIFIER=smartpushd' "$journal") entries of the daemon, $(sort -u "$secrets" | wc -l) secrets"
    # The search works.
    grep -q "$(newest id)" "$journal"
    fails grep --text --fixed-strings --file="$secrets" "$journal"
    # The daemon writes only its own entries, and the command line writes none.
    is "$(journal _COMM=smartpushd | jq -r 'select((.SMARTPUSH_EVENT or (.MESSAGE | startswith("smartpushd: "))) | not).MESSAGE')" ""
    is "$(journal _COMM=smartpush)" ""
    # There is no other field that could hold a secret.
    known='CALLER_EXE|CALLER_PID|CODE|ENDED_BY|ENROLLMENT|EVENT|EXCHANGE|STATE|STEP|ATTEMPT'
    is "$(sed -nE 's/^SMARTPUSH_([A-Z_]+)=.*/\1/p' "$journal" | sort -u | grep -vxE "$known" || true)" ""
    rm "$journal"
}
