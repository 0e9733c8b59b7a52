import PushExchange

extension DeviceMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .failure(let failure): failure.english
        case .request(let failure): failure.english
        case .wrongState(let reason): reason.english
        case .payload(let error): error.english
        case .link(let error): error.english
        case .database(let failure): failure.english
        }
    }
}

extension Failure {
    var english: String {
        switch self {
        case .refused(let refusal): refusal.english
        case .lost(let answer): answer.english
        }
    }
}

extension LostAnswer {
    fileprivate var english: String {
        switch self {
        case .acknowledge:
            "the server's answer to the acknowledgement is lost; start the sign-in again on the web page"
        case .allow:
            "the server's answer to allow is lost, and the numbers with it; start the sign-in again on the web page"
        case .deny, .cancel:
            "it is not known whether the server took the \(self == .deny ? "deny" : "cancel"); "
                + "if the sign-in was not yours, tell your administrator"
        case .verify:
            "it is not known whether the server took the number; "
                + "look at the web page, and start the sign-in again if it still waits"
        case .scan: "the server took the link, and its answer is lost; start the enrollment again on the web page"
        case .enrollmentNumber:
            "it is not known whether the server took the number; check on the web page whether this device is listed, "
                + "remove it there, and start the enrollment again"
        }
    }
}

extension Refusal {
    /// What it means, and what the server says, in its own words.
    fileprivate var english: String {
        if let recorded { return recorded }
        let meaning: String? =
            switch subject {
            case .signIn: ofSignIn
            case .enrollment: ofEnrollment
            case .device: nil
            }
        return (meaning ?? ofAny) + (words.map { " (its words: “\(SafeText.line($0))”)" } ?? "")
    }

    private var ofSignIn: String? {
        switch code {
        case "VER_0032": "the server says that this sign-in no longer waits for that; start it again on the web page"
        case "VER_0033": "the server says that the sign-in has expired; start it again on the web page"
        case "VER_0041": "the server says that the number is wrong; start the sign-in again on the web page"
        case "VER_0046": "the server says that the number is missing; report this, it is a fault of smartpush"
        default: nil
        }
    }

    private var ofEnrollment: String? {
        switch code {
        case "VER_0032":
            "the server says that the link was used already, or is not one of its own; \(Self.newLink)"
        case "VER_0033": "the server says that the link has expired; \(Self.newLink)"
        case "VER_0041": "the server says that the number is wrong, and accepts only one; \(Self.newLink)"
        case "VER_0046": "the server says that the number is missing; report this, it is a fault of smartpush"
        case "VER_0029", "VER_0034": Self.enrolledThere
        case "VER_0028", "VER_0030":
            "the server says that PUSH is not switched on there; ask its administrator, or choose another method"
        case "VER_0040": "the server says that another device has scanned this link; \(Self.newLink)"
        case Refusal.notEnrolled:
            "the server took the number, but says that this device is not enrolled; \(Self.newLink)"
        default:
            switch status {
            case 409: Self.enrolledThere
            case 401:
                "the server does not accept the login (\(statusOrCode)); its administrator has to allow the scope "
                    + "cidaas:verification_write to this client"
            case 400 where isAboutPushID, 417:
                "the server refused (\(statusOrCode)); if it checks push ids, give one that it knows: push_id, or "
                    + "--push-id"
            default: nil
            }
        }
    }

    /// Whether the server may mean the push id, which it gives no code for.
    private var isAboutPushID: Bool {
        code.hasPrefix("http_") || ["push", "token", "fcm"].contains { words?.lowercased().contains($0) == true }
    }

    private static let newLink = "start the enrollment again on the web page, which gives a new link"
    private static let enrolledThere =
        "the server says that this device is enrolled there already; remove it on the web page, then start again"

    private var ofAny: String {
        switch (code, status) {
        case ("VER_0040", _):
            "the server does not know this device any more; enroll it again (smartpush unenroll, then smartpush enroll)"
        case ("VER_0004", _), ("VER_0005", _), ("VER1003", _), ("VER1004", _), (_, 417):
            "the server does not understand the request; the enrollment may have the wrong path_set"
        case (_, 401), (_, 403): "the server does not let this device answer (\(statusOrCode)); enroll it again"
        case (_, 404): "the server does not know the request (HTTP 404); the enrollment may have the wrong path_set"
        default: "the server refused (\(statusOrCode)); \(whatNext)"
        }
    }

    private var whatNext: String {
        switch subject {
        case .signIn: "start the sign-in again on the web page"
        case .enrollment: Self.newLink
        case .device: "check on the web page whether this device is still listed"
        }
    }
}

extension Refusal {
    /// Such as `HTTP 403`; the code if the status is not known.
    var statusOrCode: String { status.map { "HTTP \($0)" } ?? code }
}

extension RequestFailure {
    var english: String {
        switch reason {
        case .noConnection(let reason): reason.english
        case .noAnswer(let reason): reason.english
        case .unusableAnswer(let answer, let request, let status):
            "the server \(answer.english(request)) (HTTP \(status))"
        case .refused(let failure): failure.english
        case .pushIDInDoubt:
            "it is not known yet which push id the server goes by, as its answer to the last change is lost"
        }
    }
}

extension RequestFailure.NoConnection {
    fileprivate var english: String {
        switch self {
        case .nameNotResolved: "the server's name can't be looked up"
        case .refused: "the server can't be connected to"
        case .timedOut: "the server can't be connected to in time"
        case .tlsFailed:
            "no secure connection to the server could be made; check that its certificate is valid and trusted"
        case .tlsTimedOut: "the server did not complete the secure connection in time"
        case .certificateForAnotherName: "the server's certificate is not for its name"
        case .proxyUnreachable: "the proxy can't be connected to; check the key proxy, or HTTPS_PROXY"
        case .proxyAsksForPassword:
            "the proxy asks for a user and password; put them into the key proxy: http://user:password@host:port"
        case .proxyRefused:
            "the proxy did not connect to the server; check that it may, or name the server in NO_PROXY"
        case .unusableAddress: "the enrollment's base_url can't be used"
        case .stopping: "the daemon is stopping"
        }
    }
}

extension RequestFailure.NoAnswer {
    fileprivate var english: String {
        switch self {
        case .timedOut: "the server did not answer in time"
        case .connectionLost: "the connection to the server broke before it had answered"
        case .tooLarge: "the server's answer is larger than 1 MiB"
        case .stopping: "the daemon stopped before the server answered"
        }
    }
}

extension RequestFailure.UnusableAnswer {
    /// What the server did.
    fileprivate func english(_ request: RequestName) -> String {
        switch self {
        case .askedToWait: "asks to wait"
        case .requestTimeout: "gave up waiting for the request"
        case .redirect: "redirects elsewhere, which is not followed"
        case .noSuchPath: "has no path for \(request.rawValue), or a gateway in front of it blocks the request"
        case .serverError: request.withoutAnswer
        case .unexpectedContent: "answered something that is no answer to \(request.rawValue)"
        case .noNextID: "answered \(request.rawValue) without an id for the next step"
        }
    }
}

extension RequestName {
    fileprivate var withoutAnswer: String {
        switch self {
        case .acknowledge, .allow, .deny, .cancel, .verify, .initiate, .scan, .enroll: "has an error of its own"
        case .status: "did not give the status"
        case .pendingList: "did not give the pending list"
        case .configuredList: "did not give the configured list"
        case .pushID, .cancelEnrollment, .unenroll: "did not take the change"
        }
    }
}

extension WrongState {
    fileprivate var english: String {
        switch self {
        case .underWay(let step): "\(step.rawValue) is under way; wait for its outcome"
        case .notAcknowledged: "the server has not been told yet that the push arrived; try again in a moment"
        case .notAllowed: "the sign-in has to be allowed before a number can be sent"
        case .notPossible(let step, let state):
            "\(step.rawValue) is not possible while the sign-in is \(state.rawValue)"
        case .ended(let state, let elsewhere):
            "the sign-in has ended\(elsewhere ? " elsewhere" : ""): \(state.rawValue)"
        case .scanUnanswered: "the server has not answered the scan yet; give the link again"
        case .linkBeingScanned: "this link is being scanned already; wait for its answer"
        case .anotherNumberUnderWay: "another number is under way; wait for its outcome"
        case .accountBeingEnrolled: "a number for this account is under way; wait for its outcome"
        case .numberUnderWay: "its number is under way; wait for its outcome"
        case .scanEnded: "this enrollment by a link has ended already"
        case .scanCancelled: "this enrollment was given up; start it again on the web page"
        }
    }
}

extension PushPayloadError {
    fileprivate var english: String {
        switch self {
        case .notJSON: "not valid JSON"
        case .notAnObject: "not a JSON object"
        case .missing(let key): "\(key) is missing"
        case .wrongType(let key): "\(key) has the wrong type"
        case .unusable(let key): "\(key) is missing, empty or of the wrong type"
        case .incomprehensible(let key): key.map { "\($0) can't be understood" } ?? "can't be understood"
        case .tooLong(let key): "\(key) is too long"
        case .nestedTooDeeply: "data is nested too deeply"
        }
    }
}

extension EnrollmentLinkError {
    fileprivate var english: String {
        switch self {
        case .notALink: "this is no link to enroll by; copy the whole link that the web page shows"
        case .missing(let key):
            "the link has no \(key), or one that can't be used; copy the whole link that the web page shows"
        case .tooLong:
            "the link has more than 16,384 characters; copy the link that the web page shows, and nothing else"
        }
    }
}

extension DatabaseFailure {
    var english: String {
        switch self {
        case .full(let path):
            "the disk is full, so \(path) can't be written; make room, nothing that was accepted is lost"
        case .notWritable(let path):
            "\(path) can't be opened for writing; check that its folder exists, is yours (ls -la) and is not read-only"
        case .damaged(let path, let detail):
            "\(path) is damaged (\(detail)); start smartpushd again: it keeps the file, and creates a new one"
        case .newer(let path):
            "\(path) was written by a newer smartpush; install that version again, or move the file away and enroll again"
        case .locked(let path): "another program holds \(path) locked; end it and try again"
        case .failed(let path, let detail): "\(path) can't be used: \(detail)"
        }
    }
}
