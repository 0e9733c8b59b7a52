extension SimulatorMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .abstract: "A verification server for demonstrations and tests of smartpush."
        case .discussion:
            """
            Prints one JSON line when it listens: the base URL, and an enrollment for `smartpush enroll`. The demo command \
            plays a whole sign-in instead.
            """
        case .usage:
            """
            smartpush-sim [--port <n>] [--inbox <socket>] [--ttl <seconds>] [--cert <pem> --key <pem>] \
            [--origin <origin> ...] [--fault <spec> ...]
            smartpush-sim demo [--interactive | --web] [--json]
            """
        case .portOption: "The port on 127.0.0.1; 0 takes a free one."
        case .inboxOption: "The Unix socket that pushes are delivered to."
        case .timeToLiveOption: "How long each exchange id is valid."
        case .certificateOption: "Serve HTTPS with this certificate chain; needs --key."
        case .keyOption: "The certificate's key; needs --cert."
        case .originOption:
            "Let pages of this origin call the web's paths, as pages on this machine may; can be repeated."
        case .faultOption: "Let the next requests of a step fail; can be repeated."
        case .faultGrammar(let steps, let faults):
            """
            SPEC is STEP:FAULT[:before|after][:times=N], for instance allow:close:after or \
            acknowledge:status=503,retry-after=2:before:times=3. STEP is \(steps). FAULT is \(faults). With before, which \
            is the default, the request has no effect; with after only its answer suffers. A connection (connect) can only \
            close or hang: in the TLS handshake, where there is TLS. For a wrong certificate, give one to --cert. POST and \
            DELETE on /sim/faults do the same while it runs.
            """
        case .portOutOfRange: "--port takes a number from 0 to 65535"
        case .timeToLiveTooShort: "--ttl takes a number of seconds, 1 or more"
        case .certificateWithoutKey: "--cert and --key belong together: give both or neither"
        case .noOrigin(let origin): "'\(origin)' is no origin; --origin takes one such as https://shop.example:8443"
        case .clockOffsetNotFinite: "--clock-offset takes a number of seconds"
        case .wrongUsage(let words): "\(words) (see --help)"
        }
    }
}
