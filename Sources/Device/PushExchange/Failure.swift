/// Why an exchange, or an enrollment by a link, ended `refused` or `unresolved`.
///
/// A value without words: `Presentation/Messages` says it in each language.
package enum Failure: Sendable, Equatable {
    /// The server said no.
    case refused(Refusal)
    /// The answer to a request is lost, and can't be asked for.
    case lost(LostAnswer)

    /// What programs tell failures apart by: the server's own code, else `http_` and the status; or that of the answer
    /// that is lost.
    package var code: String {
        switch self {
        case .refused(let refusal): refusal.code
        case .lost(let answer): answer.rawValue
        }
    }

    /// A failure as it is stored.
    /// - Parameters:
    ///   - code: as ``code`` gives it.
    ///   - record: as ``record`` gives it, or a sentence that an earlier release has stored.
    ///   - subject: what it is stored with.
    package init(code: String, record: String?, subject: Refusal.Subject) {
        if let answer = LostAnswer(rawValue: code) {
            self = .lost(answer)
        } else {
            let status = record.flatMap { Int($0) }
            self = .refused(
                Refusal(code: code, status: status, subject: subject, recorded: status == nil ? record : nil))
        }
    }

    /// What is stored beside the code.
    package var record: String? {
        switch self {
        case .refused(let refusal): refusal.status.map { "\($0)" } ?? refusal.recorded
        case .lost: nil
        }
    }
}

/// A server's no.
package struct Refusal: Sendable, Equatable {
    /// The server's code, as `VER_0041`; where it gave none, `http_` and the status.
    package var code: String
    /// The HTTP status; `nil` for one that an earlier release has stored.
    package var status: Int?
    package var subject: Subject
    /// The sentence that a release before 0.2 stored in place of the status.
    package var recorded: String?

    package init(code: String, status: Int?, subject: Subject, recorded: String? = nil) {
        self.code = code
        self.status = status
        self.subject = subject
        self.recorded = recorded
    }

    /// What the server was asked for, as far as its no means different things to the user.
    package enum Subject: Sendable, Equatable, CaseIterable {
        case signIn
        /// An enrollment by a link: the link itself, or the number.
        case enrollment
        /// The device itself: what waits for it, its push id, its removal.
        case device
    }
}

/// An answer that is lost, and with it what the next step needs, or the knowledge of what became of the last.
package enum LostAnswer: String, Sendable, CaseIterable {
    case acknowledge = "acknowledge_lost"
    case allow = "allow_lost"
    case deny = "deny_unknown"
    case cancel = "cancel_unknown"
    case verify = "verify_unknown"
    /// Of a scan that the server took.
    case scan = "scan_lost"
    /// Of the number of an enrollment, which the server may have taken.
    case enrollmentNumber = "number_lost"

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
