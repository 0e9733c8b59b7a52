#!/usr/bin/env bash
# Signs in to web applications with OpenID Connect, through the simulator and a real daemon. The applications use Authlib and
# Apache's mod_auth_openidc: independent clients, which discover the server and check everything that it says.
#   Tests/run oidc
# SMARTPUSH_BIN_DIR can name a folder with programs that are already built.
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
    { tail -n 20 "$folder/log" >&2; fail "a sign-in failed"; }
check_daemon
