extension HelpMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .smartpush: "Answer Smart PUSH sign-ins from this desktop."
        case .idArgument:
            """
            ID is the id of a sign-in, or its first 6 or more characters. It may be left out if exactly one sign-in is open.
            """
        case .jsonFlag: "Print JSON for a program."
        case .allow: "Say yes to a sign-in that you started yourself."
        case .allowDiscussion:
            "Prints the numbers to choose from. Complete the sign-in with smartpush verify."
        case .cancel: "Cancel a sign-in that you started yourself."
        case .deny: "Say no to a sign-in that you did not start."
        case .denyAllFlag: "Say no to all open sign-ins."
        case .waitOption: "How long to wait for the outcome; 0 does not wait."
        case .secondsValue: "seconds"
        case .deliver: "Deliver pushes to the daemon's inbox."
        case .deliverDiscussion:
            """
            Reads JSON: one push per line, or one push over several lines. A push that is answered is safe on disk. With --json, \
            prints the inbox's answer to each.
            """
        case .pushesArgument: "The file with the pushes; - or nothing for standard input."
        case .fileValue: "file"
        case .doctor: "Find what is wrong, and say which command fixes it."
        case .doctorDiscussion:
            """
            Checks the daemon, its units and files, the database, each server with its clock and certificate, the notification \
            service, and the desktop prompt. If a server is a simulator, it also sends this desktop a push, which is cancelled \
            at once. Exits with 0 if nothing is wrong, with 69 if the daemon is not reachable, with 4 if only a server is at \
            fault, and with 70 otherwise.

            With --tenant, it tells instead what can be known of a server from outside: its certificate, its clock, the proxy, \
            its login, and which of a device's paths it serves. Nobody is enrolled, nothing secret is sent, and no daemon is \
            needed. With --json, the report can be sent to the project. Exits with 4 if the server can't be reached.
            """
        case .tenantOption: "Examine this server from outside: an address, or the name of a configured server."
        case .urlValue: "url"
        case .enroll: "Enroll this device for an account."
        case .enrollDiscussion:
            """
            Takes the link that the web page shows, or an image of its QR code (read by zbarimg, from Debian's zbar-tools), and \
            asks for the number that the page then shows. An empty line or Ctrl-C gives the enrollment up, and the server is \
            told. Without a terminal, give the number with --number; the same link can be given again with it.

            A link can be a URI of any scheme, a JSON object, or the bare id. If it does not name its server, give that with \
            --server; if only the link names it, you are asked whether it is your company's.

            A link is a secret while it is valid: anyone who sees it can enroll a device of their own. Other users of this \
            machine can see the arguments of a command, also --client-id and --push-id, so on a shared machine pipe the link \
            in: wl-paste | smartpush enroll.

            A file, or standard input, can also hold one JSON object with base_url, tenant_key, sub, client_id, device_id and \
            push_id, and optionally name, tenant_name, account and path_set ("auto", "guide" or "v2"), for a device that the \
            server knows already. It is stored in any case; exits with 4 if the server refuses it. The line that smartpush-sim prints can be used as it is. These ids are secrets too, and are never given as \
            arguments.
            """
        case .linkArgument: "The link, or a file that holds it; - or nothing for standard input."
        case .linkOrFileValue: "link|file"
        case .numberOption: "The number that the web page shows."
        case .numberValue: "number"
        case .serverOption: "The server, if the link does not name it or only the link names it."
        case .nameOption: "What to call the enrollment here."
        case .textValue: "text"
        case .enrollments: "List the accounts that this device is enrolled for."
        case .history: "List the ended sign-ins, newest first."
        case .limitOption: "How many to list at most."
        case .list: "List the open sign-ins."
        case .allFlag: "List the ended ones, too."
        case .stateOption: "List only sign-ins in this state."
        case .stateValue: "state"
        case .login: "Enroll this device with a login in the browser."
        case .loginDiscussion:
            """
            Opens the login page of the server in the browser, and prints its address. When you have signed in there, this \
            device is enrolled for your account; no QR code and no number are needed. SERVER is the server's address, or the \
            name of one in servers of the configuration (man smartpush-config), and is not needed if exactly one is configured.

            Over ssh, the browser can be on another machine: the command that leads its port here is printed too. The browser \
            is $BROWSER, or else that of the desktop.

            The tenant's administrator has to set up the client: type native (public, without a secret), grant \
            authorization_code, redirect URI http://127.0.0.1 with any port and the path /callback, and the scopes openid, \
            profile and cidaas:verification_write.
            """
        case .loginServerArgument: "The server's address, or the name of a configured one."
        case .urlOrNameValue: "server"
        case .clientIDOption: "The id of the app at the server; not needed for a configured server."
        case .pushIDOption: "The push id to enroll with, if the server wants a certain one."
        case .idValue: "id"
        case .deviceNameOption: "What the server is to call this device; the host name if nothing is configured."
        case .noBrowserFlag: "Only print the address, and open no browser."
        case .loginTimeoutOption: "How long to wait for the login, from 1 to 3600."
        case .refresh: "Ask every server now whether a sign-in is waiting."
        case .rename: "Call an enrollment something else."
        case .renameDiscussion: "The name is only used on this machine. An empty name removes it."
        case .newNameArgument: "The new name."
        case .nameValue: "name"
        case .show: "Show everything that is known of a sign-in."
        case .status: "Show the state of the daemon."
        case .unenroll: "Remove an enrollment."
        case .unenrollDiscussion:
            "Cancels its open sign-ins. With --json, prints the enrollment as it was."
        case .enrollmentArgument: "The enrollment's name, account or id, from: smartpush enrollments"
        case .verify: "Give the number that the web page shows."
        case .verifyUsage: "smartpush verify [<id>] <number> [--wait <seconds>] [--json]"
        case .verifyArgument: "The sign-in, not needed where exactly one is open, and the number."
        case .watch: "Show sign-ins as they arrive, and answer them with keys."
        case .watchDiscussion:
            """
            On a terminal, shows a live view. Otherwise, or with --json, prints each change on a line. When the daemon restarts, \
            it continues without missing a change. Ends with q or Ctrl-C.
            """
        case .signInArgument: "The sign-in; not needed if exactly one is open."
        case .reasonOption: "Why, for the server's record."
        case .countValue: "n"
        case .signInAndNumberValue: "id> <number"
        case .daemon: "Make this desktop an enrolled Smart PUSH device."
        case .daemonDiscussion:
            """
            Runs in the foreground and needs no arguments; usually systemd starts it:
              systemctl --user enable --now smartpushd
            Its configuration is $SMARTPUSH_CONFIG, else ~/.config/smartpush/config.json.
            """
        case .prompt: "Ask the person at this desktop about Smart PUSH sign-ins."
        case .promptDiscussion:
            """
            Shows each waiting sign-in as a notification, with buttons to answer it. Runs in the foreground and needs \
            no arguments; usually the graphical session starts it:
              systemctl --user start smartpush-prompt
            """
        case .parserText(let text): text
        }
    }
}
