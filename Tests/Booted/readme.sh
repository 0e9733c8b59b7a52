# Sourced by scenarios.sh: a user types the commands of README.md. The user's name is reader.
# shellcheck shell=bash disable=SC2034,SC2154,SC2317 # what is set here is used elsewhere, and the scenarios by name

# The reader is a new user, who has just downloaded the sources and can use sudo.
the_readme_can_be_followed_to_the_letter() {
    local block status reader=/home/reader
    useradd --create-home --uid 1501 --shell /bin/bash reader
    echo 'reader ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/reader
    # There is no network to download anything from.
    echo 'APT::Install-Recommends "false";' >/etc/apt/apt.conf.d/99-offline
    install -d -o reader "$reader/.build" && ln -s /given "$reader/.build/package"
    install -d /tmp/readme && /booted/readme.py /given/README.md /tmp/readme
    loginctl enable-linger reader
    for block in /tmp/readme/*; do
        cat "$block"
        before_reading "$(cat "$block")"
        status=0
        # The reader answers apt's questions with yes. Output goes to a file: a pipe would wait for programs that go on.
        as_reader timeout "$([ "${block##*.}" = whole ] && echo 60 || echo 2)" bash -e "$block" \
            < <(yes) >/tmp/said 2>&1 || status=$?
        cat /tmp/said
        is "$status" "$([ "${block##*.}" = whole ] && echo 0 || echo 124)"
    done
    pkill -u reader -x smartpush-sim
    is "$(find "$reader" -path "$reader/.build" -prune -o -name '*smartpush*' -print)" ""
}

as_reader() {
    setpriv --reuid=reader --regid=reader --init-groups env --chdir="/home/reader" HOME=/home/reader USER=reader \
        XDG_RUNTIME_DIR=/run/user/1501 "$@"
}

# before_reading BLOCK: does what must have happened before the reader types the block.
before_reading() {
    case $1 in
    *'enroll device.json'*)
        as_reader systemd-run --user --quiet --unit=server --property=StandardOutput=file:/home/reader/server.json \
            smartpush-sim --inbox /run/user/1501/smartpush/inbox.sock
        eventually test -s /home/reader/server.json
        jq .enrollment /home/reader/server.json >/home/reader/device.json
        ;;
    # The account is enrolled already; another one follows.
    *'enroll sim.json'*) as_reader smartpush unenroll "$(as_reader smartpush enrollments --json | jq -r '.[0].id')" ;;
    *'verify 55'*) web_shows 55 ;;
    *'smartpush deny'*) web_shows any ;;
    esac
}

# web_shows NUMBER|any: starts sign-ins on the web until one shows this number, and cancels the others.
web_shows() {
    local answer base_url
    base_url=$(jq -r .base_url /home/reader/server.json)
    while :; do
        answer=$(curl --silent --fail --header 'content-type: application/json' --data '{"request_id": "reader",
            "usage_type": "PASSWORDLESS_AUTHENTICATION", "email": "someone@example.com"}' \
            "$base_url/verification-srv/authentication/push/initiation")
        case $1 in any | "$(jq -r .data.push_selected_number <<<"$answer")") break ;; esac
        curl --silent --fail --output /dev/null --data "{\"status_id\": $(jq .data.status_id <<<"$answer")}" \
            "$base_url/verification-srv/authentication/push/cancel"
    done
    only_one_waits() { [ "$(as_reader smartpush list --json | jq -r '[.[].state] | join(" ")')" = acknowledged ]; }
    as_reader smartpush refresh >/dev/null
    eventually only_one_waits
}
