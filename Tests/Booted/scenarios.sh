#!/usr/bin/env bash
# Runs as root in the system that run.sh boots: what users and administrators do with the packages, in order.
#   scenarios.sh [SCENARIO...]
# A scenario is a function, and fails with its first command that fails.
# shellcheck disable=SC2034,SC2154 # session.sh uses and sets these
set -euo pipefail

readonly scenarios=(
    the_package_is_installed_and_every_session_has_it
    the_manual_pages_describe_every_option_and_subcommand
    the_shells_complete_the_subcommands
    the_sample_configuration_has_every_key_and_is_accepted
    the_units_are_well_formed_and_score_at_most_1_5
    the_first_connection_starts_the_daemon
    the_service_is_enabled_with_its_sockets
    the_sockets_are_the_users_alone
    a_sign_in_is_answered_under_the_hardened_unit
    the_journal_tells_the_whole_story_of_a_sign_in
    the_journal_explains_what_happens_and_what_to_do
    a_reload_reads_the_configuration_and_the_status_shows_what_is_open
    a_server_is_reached_whose_certificate_the_system_trusts
    a_sign_in_expires_and_a_network_is_noticed_under_the_hardened_unit
    logind_is_heard_under_the_hardened_unit
    the_doctor_names_each_fault_and_the_command_that_fixes_it
    each_directive_is_enforced
    nobody_reads_the_daemons_memory
    what_arrives_during_restarts_is_served
    a_hung_daemon_is_started_again_and_an_idle_one_is_not
    a_daemon_whose_loop_is_stuck_is_started_again
    a_daemon_that_crashes_is_started_again_after_growing_delays
    a_daemon_that_always_crashes_is_stopped_and_can_be_started_again
    a_daemon_with_a_wrong_configuration_is_not_started_again
    a_daemon_that_is_stopped_ends_cleanly
    an_upgrade_keeps_a_sign_in_that_can_still_be_answered
    no_secret_is_in_the_journal
    removing_the_package_ends_its_daemon_and_keeps_the_users_data
    purging_the_package_leaves_nothing_but_the_users_data
    the_readme_can_be_followed_to_the_letter
)

for part in session installation units hardening journal doctor readme; do
    # shellcheck source=/dev/null
    . "$(dirname "$0")/$part.sh"
done

prepare_machine() {
    # nspawn protects it already, which keeps a user's manager from doing so (ProtectKernelLogs=).
    umount /proc/kmsg 2>/dev/null || true
    # A container's image may have these, to keep packages from starting services and installing manual pages.
    rm -f /usr/sbin/policy-rc.d
    sed -i '/^path-exclude/d' /etc/dpkg/dpkg.cfg /etc/dpkg/dpkg.cfg.d/* 2>/dev/null || true
    # As on a desktop: only with a persistent journal does each user have their own.
    mkdir -p /var/log/journal
    systemd-tmpfiles --create --prefix /var/log/journal
    journalctl --flush
    # Indexing all manual pages takes seconds, and is not needed.
    rm -f /var/lib/man-db/auto-update
    make_tester
}

prepare_machine
play_all "$@"
