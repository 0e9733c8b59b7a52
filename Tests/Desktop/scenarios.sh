#!/usr/bin/env bash
# Runs as root in the system that run.sh boots: what people at a desktop see and do, in order.
#   scenarios.sh [SCENARIO...]
# A scenario is a function, and fails with its first command that fails.
# shellcheck disable=SC2034,SC2119,SC2154,SC2317 # session.sh uses and sets these, and calls the scenarios by their names
set -euo pipefail

readonly scenarios=(
    the_prompt_comes_with_the_graphical_session
    the_unit_is_well_formed_and_scores_at_most_1_5
    a_sign_in_is_allowed_by_clicking_its_number
    a_sign_in_is_denied_in_two_steps
    a_click_that_comes_too_soon_answers_nothing
    a_sign_in_is_asked_for_in_german
    a_locked_screen_shows_no_details
    a_restarted_notification_service_shows_it_again
    a_killed_prompt_shows_it_once
    dunst_asks_in_its_menu_and_a_dialog_for_the_number
    a_notification_is_there_soon_after_the_push
    the_prompt_rests_while_nothing_is_open
)

readonly xfce=/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd

# shellcheck source=Tests/Booted/session.sh
. /booted/session.sh
# shellcheck source=Tests/Desktop/screen.sh
. /desktop/screen.sh

the_prompt_comes_with_the_graphical_session() {
    systemctl start user@1500.service
    start_screen
    notified_by "$xfce"
    control start session.target
    eventually control is-active smartpush-prompt.service
    simulator
}

the_unit_is_well_formed_and_scores_at_most_1_5() {
    user systemd-analyze --user verify --recursive-errors=yes /usr/lib/systemd/user/smartpush-prompt.service
    user systemd-analyze --user security --offline=yes --threshold=15 \
        /usr/lib/systemd/user/smartpush-prompt.service >/dev/null
}

a_sign_in_is_allowed_by_clicking_its_number() {
    local number
    number=$(sign_in)
    sees "Sign in to"
    is "$(buttons)" "Allow Deny"
    picture asking "Sign in to"
    reads && click Allow
    sees "Which number"
    is "$(buttons | wc -w)" 5
    picture numbers "Which number"
    reads && click "$number"
    sees "Signed in to"
    picture signed-in "Signed in to"
    in_state authenticated
}

a_sign_in_is_denied_in_two_steps() {
    sign_in >/dev/null
    sees "Sign in to"
    reads && click Deny
    sees "was it you"
    in_state acknowledged
    picture denying "was it you"
    reads && click "Not me"
    eventually in_state denied
    is "$(newest reason)" "not me"
    sees "Denied"
    picture denied "Denied"
}

a_click_that_comes_too_soon_answers_nothing() {
    sign_in >/dev/null
    sees "Sign in to"
    # A click that was meant for another window, as soon as there is a button.
    restart_prompt
    click --at-once Allow
    sees "too soon"
    picture too-soon "too soon"
    in_state acknowledged
    answer deny
}

a_sign_in_is_asked_for_in_german() {
    control set-environment LANG=de_DE.UTF-8
    restart_prompt
    sign_in >/dev/null
    sees "Anmelden bei"
    is "$(buttons)" "Erlauben Ablehnen"
    picture asking-german "Anmelden bei"
    answer deny
    control set-environment LANG=C.UTF-8
    restart_prompt
}

a_locked_screen_shows_no_details() {
    user systemd-run --user --quiet --unit=saver --property=Type=dbus --property=BusName=org.freedesktop.ScreenSaver \
        /desktop/saver.py
    sign_in >/dev/null
    sees "A sign-in waits"
    fails on_screen "Sign in to"
    picture locked "A sign-in waits"
    control stop saver.service
    sees "Sign in to"
    answer deny
}

a_restarted_notification_service_shows_it_again() {
    sign_in >/dev/null
    sees "Sign in to"
    control kill --signal=KILL notifications.service
    notified_by "$xfce"
    sees "Sign in to"
    reads && click Allow
    eventually in_state allowed
    answer deny
}

a_killed_prompt_shows_it_once() {
    sign_in >/dev/null
    sees "Sign in to"
    reads
    control kill --signal=KILL --kill-whom=main smartpush-prompt.service
    eventually restarted
    sees "Sign in to"
    reads
    is "$(on_screen "Sign in to" | wc -l)" 1
    click Deny
    sees "was it you"
    answer deny
}

dunst_asks_in_its_menu_and_a_dialog_for_the_number() {
    local number
    notified_by dunst
    number=$(sign_in)
    eventually user dunstctl count displayed
    reads
    # dunst can't be asked where its window is.
    picture_at dunst 425,40,375,200
    echo Allow | user tee "$home/choice" >/dev/null
    user dunstctl context
    sees "does the web page show"
    picture dialog "does the web page show"
    # A window takes the keyboard from a person who is typing, so its answer counts later.
    reads && reads && pick "$number"
    eventually in_state authenticated
    notified_by "$xfce"
}

a_notification_is_there_soon_after_the_push() {
    user env DISPLAY=:7 /desktop/measure.py "$home/sim.json" 20
}

the_prompt_rests_while_nothing_is_open() {
    local before
    # The prompt shows the ends of the last sign-ins for eight seconds.
    sleep 10
    before=$(switches)
    sleep 10
    is "$(($(switches) - before))" 0
}

prepare_desktop
play_all "$@"
