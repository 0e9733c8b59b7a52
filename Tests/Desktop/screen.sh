# Sourced by scenarios.sh: a screen, what is on it, and a person who uses it.
# shellcheck shell=bash disable=SC2154,SC2317 # session.sh sets what is used

readonly pictures=$home/pictures

prepare_desktop() {
    umount /proc/kmsg 2>/dev/null || true
    local program
    for program in smartpush smartpushd smartpush-prompt smartpush-sim; do
        touch "/usr/bin/$program"
        mount --bind "/programs/$program" "/usr/bin/$program"
    done
    install -D -m 644 -t /usr/local/share/man/man1 /man/*.1
    cp /units/*.service /units/*.socket /usr/lib/systemd/user/
    # These programs use the toolchain's libraries, which the daemon's unit does not allow to be executed.
    mkdir -p /etc/systemd/user/smartpushd.service.d
    printf '[Service]\nNoExecPaths=\nExecPaths=\n' >/etc/systemd/user/smartpushd.service.d/toolchain.conf
    # A desktop environment has such a target. graphical-session.target can't be started directly.
    printf '[Unit]\nBindsTo=graphical-session.target\n' >/etc/systemd/user/session.target
    systemctl --global enable smartpushd.service smartpush-prompt.service 2>/dev/null
    # The bus would start one of these services on its own.
    rm /usr/share/dbus-1/services/*otif*.service /usr/share/dbus-1/services/*dunst*.service 2>/dev/null || true
    # The notification shows the browser that the web page was opened with.
    echo 'user-agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"' >/root/.curlrc
    make_tester
    user mkdir -p "$pictures" "$home/.config/dunst"
    cp /desktop/dunstrc "$home/.config/dunst/"
}

start_screen() {
    control set-environment DISPLAY=:7 GSETTINGS_BACKEND=memory LANG=C.UTF-8
    user systemd-run --user --quiet --unit=screen Xvfb :7 -screen 0 800x600x24 -nolisten tcp
    eventually user env DISPLAY=:7 scrot --overwrite "$home/first.png"
}

# notified_by PROGRAM: makes this program the notification service.
# It does not use the units of the packages: systemd refuses two units for one name on the bus.
notified_by() {
    control stop notifications.service 2>/dev/null || true
    user systemd-run --user --quiet --collect --unit=notifications "$1"
    eventually user busctl --user status org.freedesktop.Notifications
}

restart_prompt() {
    control restart smartpush-prompt.service
}

restarted() {
    control is-active smartpush-prompt.service && [ "$(control show -P NRestarts smartpush-prompt.service)" -gt 0 ]
}

# on_screen WORDS: the texts on the screen that contain these words.
on_screen() {
    user env DISPLAY=:7 /desktop/screen.py texts | grep --fixed-strings -- "$1"
}

# sees WORDS: waits until these words are on the screen.
sees() {
    eventually on_screen "$1" || {
        picture_at failed 0,0,800,600
        return 1
    }
}

# The buttons on the screen, by the names that a screen reader says.
buttons() {
    user env DISPLAY=:7 /desktop/screen.py buttons | xargs
}

# click [--at-once] LABEL: clicks the button with this label as soon as it is there.
click() {
    user env DISPLAY=:7 /desktop/screen.py click "${@: -1}"
}

# pick CHOICE: selects this line of a dialog's list, and presses the dialog's button.
pick() {
    user env DISPLAY=:7 /desktop/screen.py pick "$1" "Sign in"
}

# Waits as long as a person needs to read. An earlier press answers nothing.
reads() {
    sleep 1.5
}

# picture NAME WORDS: takes a picture of the window that contains these words.
picture() {
    picture_at "$1" "$(user env DISPLAY=:7 /desktop/screen.py area "$2")"
}

# picture_at NAME X,Y,WIDTH,HEIGHT
picture_at() {
    user env DISPLAY=:7 scrot --overwrite --autoselect "$2" "$pictures/$1.png"
}

# answer DECISION: ends the sign-in from the terminal.
answer() {
    user smartpush "$1" >/dev/null
    eventually nothing_on_screen
}

nothing_on_screen() {
    fails on_screen "Sign in to" 2>/dev/null
}

# switches: how often the prompt's threads have gone to sleep, and thus how often they woke.
switches() {
    cat "/proc/$(control show -P MainPID smartpush-prompt.service)"/task/*/status |
        awk '/^voluntary_ctxt_switches/ { sum += $2 } END { print sum }'
}
