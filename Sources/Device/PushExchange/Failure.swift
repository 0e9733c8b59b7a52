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
    ///   - reference: the stored ``reference``.
    ///   - subject: what the server was asked for; this is not stored, but follows from the table.
    package init(code: String, record: String?, reference: String? = nil, subject: Refusal.Subject) {
        if let answer = LostAnswer(rawValue: code) {
            self = .lost(answer)
        } else {
            var refusal = Refusal(code: code, record: record, subject: subject)
            refusal.reference = reference
            self = .refused(refusal)
        }
    }

    /// What is stored in addition to the code: the status and the words of the server, or the sentence of an earlier
    /// release.
    package var record: String? {
        switch self {
        case .refused(let refusal): refusal.record
        case .lost: nil
        }
    }

    /// The server's own words; `nil` if it said nothing.
    package var words: String? {
        switch self {
        case .refused(let refusal): refusal.words
        case .lost: nil
        }
    }

    /// The server's reference of the refused request; `nil` if it gave none.
    package var reference: String? {
        switch self {
        case .refused(let refusal): refusal.reference
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
    /// What the server said, in its own words and without anything secret that was sent to it; at most 200 characters.
    package var words: String?
    /// The server's reference of the request (`x_ref_number`), for a question to its support.
    package var reference: String?
    /// The sentence that releases before 0.2 stored instead of the status.
    package var recorded: String?

    package init(
        code: String, status: Int?, subject: Subject, words: String? = nil, reference: String? = nil,
        recorded: String? = nil
    ) {
        self.code = code
        self.status = status
        self.subject = subject
        self.words = words
        self.reference = reference
        self.recorded = recorded
    }

    /// The code for a device that the server answers not to have enrolled, although it took the number.
    package static let notEnrolled = "not_enrolled"
    /// The code for an account that is enrolled on this device already.
    package static let enrolledAlready = "VER_0034"

    /// Restores a refusal; see ``record``.
    init(code: String, record: String?, subject: Subject) {
        let parts = record?.split(separator: " ", maxSplits: 1).map(String.init) ?? []
        if let status = parts.first.flatMap({ Int($0) }) {
            self.init(code: code, status: status, subject: subject, words: parts.count == 2 ? parts[1] : nil)
        } else {
            self.init(code: code, status: nil, subject: subject, recorded: record)
        }
    }

    /// The status, and after a space the words; or the sentence of an earlier release.
    var record: String? {
        guard let status else { return recorded }
        return words.map { "\(status) \($0)" } ?? "\(status)"
    }

    /// Whether the server says that the id can't be used any more, so that it refused nothing but the attempt.
    var isOfUsedID: Bool { code == "VER_0032" || code == "VER_0033" }

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
