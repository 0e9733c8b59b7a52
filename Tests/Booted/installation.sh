# Sourced by scenarios.sh: the package is installed, upgraded, removed and purged.
# shellcheck shell=bash disable=SC2034,SC2154,SC2317 # what is set here is used elsewhere, and the scenarios by name

the_package_is_installed_and_every_session_has_it() {
    dpkg --force-unsafe-io --install /given/smartpush_*.deb /given/smartpush-sim_*.deb >/dev/null
    user smartpush --version
    is "$(systemctl --global is-enabled "${units[@]}" | sort -u)" enabled
    systemctl --global preset smartpushd.service 2>/dev/null
    is "$(systemctl --global is-enabled "${units[@]}" | sort -u)" enabled
    # A session that starts after the installation.
    systemctl start user@1500.service
    eventually running
}

the_manual_pages_describe_every_option_and_subcommand() {
    local program words
    for program in smartpush smartpushd smartpush-sim; do
        words=$(man --local-file "/usr/share/man/man1/$program.1.gz" | col -b)
        "$program" --experimental-dump-help | jq -r '
            .command | recurse(.subcommands[]?)
            | .commandName, (.arguments[]? | select(.shouldDisplay) | .names[]? | select(.kind == "long") | "--" + .name)
        ' | sort -u | while read -r word; do
            grep -qE -- "(^|[^a-z-])$word([^a-z-]|\$)" <<<"$words" || { echo "$program.1 has no $word" >&2 && return 1; }
        done
    done
}

the_shells_complete_the_subcommands() {
    is "$(fish --command 'complete --do-complete "smartpush verif"' | cut -f 1)" verify
    is "$(fish --command 'complete --do-complete "smartpush-sim --tt"' | cut -f 1)" --ttl
    # shellcheck disable=SC2016 # for the other shell
    is "$(bash -c '. /usr/share/bash-completion/completions/smartpush
        COMP_WORDS=(smartpush verif) COMP_CWORD=1 COMP_LINE="smartpush verif" COMP_POINT=15
        $(complete -p smartpush | sed "s/.*-F \([^ ]*\).*/\1/") smartpush verif smartpush
        echo "${COMPREPLY[*]}"')" verify
    local file
    for file in /usr/share/zsh/vendor-completions/_smartpush*; do zsh -n "$file"; done
    for file in /usr/share/bash-completion/completions/smartpush*; do bash -n "$file"; done
}

the_sample_configuration_has_every_key_and_is_accepted() {
    local sample=/usr/share/doc/smartpush/examples/config.json known page
    user mkdir -p "$home/.config/smartpush"
    echo '{"no_such_key": 1}' >"$home/.config/smartpush/config.json"
    # The daemon's error lists the keys that it knows.
    known=$({ user smartpushd 2>&1 || true; } | sed -n 's/.*known are //p' | tr -d ' ' | tr , '\n' | sort)
    is "$(jq -r 'keys[]' "$sample" | sort)" "$known"
    page=$(man --local-file /usr/share/man/man5/smartpush-config.5.gz | col -b)
    for known in $known; do grep -qE "^ *$known( |\$)" <<<"$page"; done
    cp "$sample" "$home/.config/smartpush/config.json"
    control restart smartpushd.service
    rm "$home/.config/smartpush/config.json"
    control restart smartpushd.service
}

an_upgrade_keeps_a_sign_in_that_can_still_be_answered() {
    local pid number
    dpkg --force-unsafe-io --install --force-downgrade /given/earlier.deb >/dev/null 2>&1
    is "$(dpkg-query -W -f '${Version}' smartpush)" "$(dpkg-deb --field /given/earlier.deb Version)"
    # The earlier version makes the database.
    control stop "${units[@]}"
    [ ! -e "$state/smartpush.db" ] || note_secrets
    rm -f "$state"/smartpush.db*
    control start "${units[@]}"
    simulator
    number=$(sign_in)
    user smartpush allow >/dev/null
    pid=$(of_service MainPID)
    dpkg --force-unsafe-io --install /given/smartpush_*.deb >/dev/null
    in_state allowed
    fails test "$(of_service MainPID)" = "$pid"
    is "$(readlink "/proc/$(of_service MainPID)/exe")" /usr/bin/smartpushd
    is "$(of_service NeedDaemonReload)" no
    is "$(user smartpush verify "$number" --json | jq -r .state)" authenticated
}

removing_the_package_ends_its_daemon_and_keeps_the_users_data() {
    dpkg --remove smartpush >/dev/null
    fails pgrep -x smartpushd
    fails test -S "$runtime/api.sock"
    test -s "$state/smartpush.db"
    dpkg --force-unsafe-io --install /given/smartpush_*.deb >/dev/null
    control start smartpushd.service
    is "$(user smartpush enrollments --json | jq length)" 1
}

purging_the_package_leaves_nothing_but_the_users_data() {
    dpkg --purge smartpush smartpush-sim >/dev/null
    fails pgrep -x smartpushd
    # No file with the package's name is left in the system.
    is "$(find /etc /usr /var/lib -xdev -name '*smartpush*' -not -path '/var/lib/dpkg/info/*' 2>/dev/null)" ""
    test -s "$state/smartpush.db"
}
