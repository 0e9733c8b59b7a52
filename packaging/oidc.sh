#!/usr/bin/env bash
# Signs in at a web application with OpenID Connect, by way of the simulator and a real daemon. The application's side is
# Authlib's, which nobody here wrote: it discovers the server, and believes it only what it can check.
#   packaging/oidc.sh
# SMARTPUSH_BIN_DIR names the folder of the programs where they are built already.
# shellcheck source=packaging/running.sh
. "$(dirname "$0")/running.sh"

need_programs smartpush smartpushd smartpush-sim
need_python oidc-tools Authlib==1.9.10 Flask==3.1.3 requests==2.34.2

say "signing in with OpenID Connect"
start_daemon
start_simulator --inbox "$folder/run/inbox.sock"
"$programs/smartpush" enroll "$folder/sim.json" >/dev/null
"$tools/bin/python" -B Tests/OpenIDConnect/sign_in.py "$server" "$programs/smartpush" ||
    { tail -n 20 "$folder/log" >&2; fail "a sign-in did not go as it should"; }
check_daemon
