extension SimulatorMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .abstract: "A verification server for demonstrations and tests of smartpush."
        case .discussion:
            """
            Prints one JSON line when it listens: the base URL, an enrollment for `smartpush enroll`, and a client ID for \
            `smartpush login`. The demo command plays a whole sign-in instead.
            """
        case .usage:
            """
            smartpush-sim [--port <n>] [--inbox <socket>] [--no-delivery] [--ttl <seconds>] [--cert <pem> --key <pem>] \
            [--origin <origin> ...] [--fault <spec> ...] [--without <route> ...] [--without-status <status>] \
            [--check-push-id] [--push-token <token> ...] [--link-form <form>] [--minimal-links] [--old-shapes] \
            [--error-form <form>]
            smartpush-sim demo [--interactive | --web] [--json]
            """
        case .portOption: "The port on 127.0.0.1; 0 takes a free one."
        case .inboxOption: "The Unix socket that pushes are delivered to."
        case .noDeliveryFlag: "Deliver no push to any inbox; sign-ins are then only in the pending list."
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
        case .withoutOption: "Serve no such route, as a tenant of another release does; can be repeated."
        case .routeNames(let steps):
            """
            ROUTE is METHOD PATH as on the page /sim/paths; a path set, guide or v2, with every call of a device in it; or a \
            step, on both path sets or on one of them, for instance allow or v2:pending. A step is \(steps). A gateway \
            answers such a call, without the error envelope of the server. Calls of the server's own pages still work. POST \
            and DELETE on /sim/without do the same while it runs.
            """
        case .withoutStatusOption: "How the gateway answers for a missing route: 404, 405, 410 or 501."
        case .checkPushIDFlag: "Refuse a push ID that the tenant does not know, as one that uses Firebase may do."
        case .pushTokenOption:
            "A push ID that the tenant knows, for --check-push-id; can be repeated. The enrollment has the first one."
        case .linkFormOption(let forms):
            "What the account page and its QR code show for a device to scan: \(forms). The first is the default."
        case .minimalLinksFlag: "Put nothing but the exchange ID into such a link, as the newest SDKs do."
        case .oldShapesFlag: "Send pushes and answers in the shapes of older releases."
        case .errorFormOption: "The form of an error: a has an object, b has plain texts."
        case .portOutOfRange: "--port takes a number from 0 to 65535"
        case .timeToLiveTooShort: "--ttl takes a number of seconds, 1 or more"
        case .certificateWithoutKey: "--cert and --key belong together: give both or neither"
        case .noOrigin(let origin): "'\(origin)' is no origin; --origin takes one such as https://shop.example:8443"
        case .withoutStatusUnknown: "--without-status takes 404, 405, 410 or 501"
        case .pushTokenEmpty: "--push-token takes a push ID, which has at least one character"
        case .linkFormUnknown(let forms): "a form is \(forms)"
        case .clockOffsetNotFinite: "--clock-offset takes a number of seconds"
        case .wrongUsage(let words): "\(words) (see --help)"
        }
    }
}
