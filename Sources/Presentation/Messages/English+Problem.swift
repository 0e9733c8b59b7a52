import PushExchange

extension ProblemMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .device(let message): message.english
        case .noSignIn: "no sign-in has this id, or an id that begins with these 6 or more characters"
        case .noEnrollment: "no enrollment has this id, or an id that begins with these 6 or more characters"
        case .noScan: "no enrollment by a link has this id; give the link, or start again on the web page"
        case .ambiguousID: "more than one id begins like this; give more of it"
        case .enrolledAlready(let account, let id):
            "\(SafeText.line(account)) is enrolled already as \(id); to enroll again, first: smartpush unenroll \(id)"
        case .tooManyScans: "16 links wait for their number already; finish one, or wait until it expires"
        case .wrongNumber: "this is not one of the numbers; nothing was sent, look at the web page again"
        case .signInExpired: "the sign-in has expired; start it again on the web page"
        case .linkExpired: "the link has expired; start the enrollment again on the web page"
        case .confirmServer(let origin):
            "only the link names the server \(SafeText.line(origin)), which this device does not know; if it is the right "
                + "one, name it yourself: base_url, or --server"
        case .noServer:
            "neither the request nor the link nor the configuration names the server; add base_url, or --server"
        case .noClientID:
            "neither the request nor the link nor the configuration names the client id; add client_id, or --client-id: "
                + "the tenant's administrator knows it"
        case .serverNotAllowed(let origin):
            "\(SafeText.line(origin)) is not one of the servers that the administrator of this machine allows "
                + "(allowed_servers)"
        case .numberMissing:
            "the server began the enrollment, but gave no number to complete it; enroll by the link on its web page"
        case .stepRefused(let failure): "\(failure.english) (\(failure.code))"
        case .unreachable(let failure, let advice): (failure?.english ?? "the number was not sent") + advice.english
        case .noPendingList(let failure): "no pending list could be fetched: \(failure.english)"
        case .stopping: "the daemon is stopping; try again when it is back"
        case .takingUp: "the sign-in is being resumed after a restart; try again"
        case .deregistering: "the server is just being told that this device was removed; try again"
        case .fault(let description): description
        case .emptyValue(let key): "\(key) is empty"
        case .longValue(let key): "\(key) has more than 4,096 characters"
        case .baseURL(let fault):
            "\(fault.english); it has to be like https://example.cidaas.de (or http:// to this machine itself)"
        case .lineTooLarge: "a line has at most 64 KiB; the connection is closed"
        case .tooManyConnections: "too many connections; deliver it again later"
        case .unanswered: "no answer; deliver it again"
        case .unsupportedType: "only pushes of the verification_type PUSH are answered here"
        case .unknownEnrollment: "no device is enrolled for this tenant_key and sub; see smartpush enroll"
        case .pushExpired: "expires_at has passed; start the sign-in again"
        case .queueFull: "too many sign-ins are open; answer or cancel some, then deliver this again"
        case .stoppingInbox: "the daemon is stopping; deliver it again when it is back"
        }
    }
}

extension NoAnswerAdvice {
    /// What follows the reason.
    fileprivate var english: String {
        switch self {
        case .none: ""
        case .giveLinkAgain: "; give the link again to see whether it was taken"
        case .pushIDIsFoundOut: "; the daemon finds out which push id the server goes by before it asks anything else"
        }
    }
}

extension BaseURLFault {
    fileprivate var english: String {
        switch self {
        case .notAURL: "base_url is not a URL"
        case .withUserQueryOrFragment: "base_url has a user, a query or a fragment"
        case .notHTTPS: "base_url is not https"
        case .wrongCharacter: "base_url has a character that a URL can't have"
        }
    }
}
