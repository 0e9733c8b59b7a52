import PushExchange

/// What the server was asked for, as far as its no sounds different to the user.
enum Subject: Sendable {
    case signIn
    /// The link of an enrollment.
    case scan
    /// The number of an enrollment.
    case enrollment
    /// The device itself: what waits for it, its push id, its end.
    case device
}

extension Failure {
    /// A no in our words. The server's own are not used: they may quote what is secret.
    init(code: String, status: Int, about subject: Subject) {
        let words =
            switch subject {
            case .signIn: Self.ofSignIn(code)
            case .scan, .enrollment: Self.ofEnrollment(code, status)
            case .device: nil as String?
            }
        self.init(code: code, detail: words ?? Self.ofAny(code, status, subject))
    }

    private static func ofSignIn(_ code: String) -> String? {
        switch code {
        case "VER_0032": "the server says that this sign-in no longer waits for that; start it again on the web page"
        case "VER_0033": "the server says that the sign-in has expired; start it again on the web page"
        case "VER_0041": "the server says that the number is wrong; start the sign-in again on the web page"
        case "VER_0046": "the server says that the number is missing; report this, it is a fault of smartpush"
        default: nil
        }
    }

    private static func ofEnrollment(_ code: String, _ status: Int) -> String? {
        switch code {
        case "VER_0032":
            "the server says that the link was used already, or is none of its own; \(startEnrollmentAgain)"
        case "VER_0033": "the server says that the link has expired; \(startEnrollmentAgain)"
        case "VER_0041": "the server says that the number is wrong, and takes one only; \(startEnrollmentAgain)"
        case "VER_0046": "the server says that the number is missing; report this, it is a fault of smartpush"
        case "VER_0029", "VER_0034":
            "the server says that this device is enrolled there already; remove it on the web page, then start again"
        case "VER_0028", "VER_0030":
            "the server says that PUSH is not switched on there; ask whoever runs it, or choose another method"
        case "VER_0040": "the server says that another device has scanned this link; \(startEnrollmentAgain)"
        default:
            status == 409
                ? "the server says that this device is enrolled there already; remove it on the web page, then start again"
                : nil
        }
    }

    private static let startEnrollmentAgain = "start the enrollment again on the web page, which gives a new link"

    private static func ofAny(_ code: String, _ status: Int, _ subject: Subject) -> String {
        switch (code, status) {
        case ("VER_0040", _):
            "the server does not know this device any more; enroll it again (smartpush unenroll, then smartpush enroll)"
        case ("VER_0004", _), ("VER_0005", _), ("VER1003", _), ("VER1004", _), (_, 417):
            "the server does not understand the request; the enrollment may have the wrong path_set"
        case (_, 401), (_, 403): "the server does not let this device answer (HTTP \(status)); enroll it again"
        case (_, 404): "the server does not know the request (HTTP 404); the enrollment may have the wrong path_set"
        default: "the server refused (HTTP \(status)); \(again(subject))"
        }
    }

    private static func again(_ subject: Subject) -> String {
        switch subject {
        case .signIn: "start the sign-in again on the web page"
        case .scan, .enrollment: startEnrollmentAgain
        case .device: "see on the web page whether this device is still listed"
        }
    }
}
