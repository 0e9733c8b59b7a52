# Sourced by scenarios.sh: a screen, what is on it, and a person before it.
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
    # These programs come with the toolchain's libraries, which the daemon's unit lets nothing be run from.
    mkdir -p /etc/systemd/user/smartpushd.service.d
    printf '[Service]\nNoExecPaths=\nExecPaths=\n' >/etc/systemd/user/smartpushd.service.d/toolchain.conf
    # A desktop environment has such a target; graphical-session.target can't be started by itself.
    printf '[Unit]\nBindsTo=graphical-session.target\n' >/etc/systemd/user/session.target
    systemctl --global enable smartpushd.service smartpush-prompt.service 2>/dev/null
    # The bus would start one or the other of them by itself.
    rm /usr/share/dbus-1/services/*otif*.service /usr/share/dbus-1/services/*dunst*.service 2>/dev/null || true
    # What the web page is asked with is told in the notification.
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

# notified_by PROGRAM: it shows the notifications from now on, instead of another one.
# Not by the units that come with them: systemd refuses two for one name.
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

# on_screen WORDS: the texts on the screen that have these words in them.
on_screen() {
    user env DISPLAY=:7 /desktop/screen.py texts | grep --fixed-strings -- "$1"
}

# sees WORDS: waits until they are on the screen.
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

# click [--at-once] LABEL: by its name, as soon as it is there.
click() {
    user env DISPLAY=:7 /desktop/screen.py click "${@: -1}"
}

# pick CHOICE: in a dialog's list, and then its button.
pick() {
    user env DISPLAY=:7 /desktop/screen.py pick "$1" "Sign in"
}

# The time that a person needs to read: what comes sooner answers nothing.
reads() {
    sleep 1.5
}

# picture NAME WORDS: of the window that has these words in it.
picture() {
    picture_at "$1" "$(user env DISPLAY=:7 /desktop/screen.py area "$2")"
}

# picture_at NAME X,Y,WIDTH,HEIGHT
picture_at() {
    user env DISPLAY=:7 scrot --overwrite --autoselect "$2" "$pictures/$1.png"
}

# answer DECISION: in the terminal, to have done with it.
answer() {
    user smartpush "$1" >/dev/null
    eventually nothing_on_screen
}

nothing_on_screen() {
    fails on_screen "Sign in to" 2>/dev/null
}

# switches: how often the prompt's threads have gone to sleep by themselves so far, and so woken.
switches() {
    cat "/proc/$(control show -P MainPID smartpush-prompt.service)"/task/*/status |
        awk '/^voluntary_ctxt_switches/ { sum += $2 } END { print sum }'
}
