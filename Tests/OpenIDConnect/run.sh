#!/usr/bin/env bash
# Signs in at web applications with OpenID Connect, by way of the simulator and a real daemon. The applications' side is
# Authlib's, and that of Apache's mod_auth_openidc, which nobody here wrote: they discover the server, and believe it only
# what they can check.
#   Tests/run oidc
# SMARTPUSH_BIN_DIR names the folder of the programs where they are built already.
# shellcheck source=Tests/Support/programs.sh
. "$(dirname "$0")/../Support/programs.sh"

need_packages apache2-bin libapache2-mod-auth-openidc
need_programs smartpush smartpushd smartpush-sim
need_python oidc-tools Authlib==1.9.10 Flask==3.1.3 requests==2.34.2

say "signing in with OpenID Connect"
start_daemon
start_simulator --inbox "$folder/run/inbox.sock"
"$programs/smartpush" enroll "$folder/sim.json" >/dev/null
"$tools/bin/python" -B Tests/OpenIDConnect/sign_in.py "$server" "$programs/smartpush" ||
    { tail -n 20 "$folder/log" >&2; fail "a sign-in did not go as it should"; }
check_daemon
