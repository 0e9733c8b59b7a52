/// Why an exchange, or an enrollment by a link, ended `refused` or `unresolved`.
///
/// It holds no text: `Presentation/Messages` words it in each language.
package enum Failure: Sendable, Equatable {
    /// The server refused a request.
    case refused(Refusal)
    /// The answer to a request is lost, and the server can't be asked for it.
    case lost(LostAnswer)

    /// The code that programs tell failures apart by. For a refusal it is the server's own code, or `http_` and the
    /// status; for a lost answer it is its raw value.
    package var code: String {
        switch self {
        case .refused(let refusal): refusal.code
        case .lost(let answer): answer.rawValue
        }
    }

    /// Restores a failure from the database.
    /// - Parameters:
    ///   - code: the stored ``code``.
    ///   - record: the stored ``record``, or a sentence that an earlier release stored.
    ///   - subject: what the server was asked for; this is not stored, but follows from the table.
    package init(code: String, record: String?, subject: Refusal.Subject) {
        if let answer = LostAnswer(rawValue: code) {
            self = .lost(answer)
        } else {
            let status = record.flatMap { Int($0) }
            self = .refused(
                Refusal(code: code, status: status, subject: subject, recorded: status == nil ? record : nil))
        }
    }

    /// What is stored in addition to the code: the status, or the sentence of an earlier release.
    package var record: String? {
        switch self {
        case .refused(let refusal): refusal.status.map { "\($0)" } ?? refusal.recorded
        case .lost: nil
        }
    }
}

/// A refusal by a server.
package struct Refusal: Sendable, Equatable {
    /// The code that the server gave, such as `VER_0041`; if it gave none, `http_` and the status.
    package var code: String
    /// The HTTP status; `nil` if an earlier release stored the refusal.
    package var status: Int?
    /// What the server was asked for.
    package var subject: Subject
    /// The sentence that releases before 0.2 stored instead of the status.
    package var recorded: String?

    package init(code: String, status: Int?, subject: Subject, recorded: String? = nil) {
        self.code = code
        self.status = status
        self.subject = subject
        self.recorded = recorded
    }

    /// What the server was asked for. A refusal means something different to the user for each.
    package enum Subject: Sendable, Equatable, CaseIterable {
        case signIn
        /// An enrollment by a link: the scan, or the number.
        case enrollment
        /// The device itself: its pending list, its push id, its removal.
        case device
    }
}

/// A lost answer. What the next step needs was in it, or whether the last step was taken.
package enum LostAnswer: String, Sendable, CaseIterable {
    case acknowledge = "acknowledge_lost"
    case allow = "allow_lost"
    case deny = "deny_unknown"
    case cancel = "cancel_unknown"
    case verify = "verify_unknown"
    /// The answer to a scan that the server took.
    case scan = "scan_lost"
    /// The answer to the number of an enrollment, which the server may have taken.
    case enrollmentNumber = "number_lost"

    /// The lost answer to a step of a sign-in.
    package init(_ step: Step.Name) {
        self =
            switch step {
            case .acknowledge: .acknowledge
            case .allow: .allow
            case .deny: .deny
            case .cancel: .cancel
            case .verify: .verify
            }
    }
}
