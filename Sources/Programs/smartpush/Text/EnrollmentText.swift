import LocalAPIModel
import Messages
import TextLayout

/// What the tables and `status` show of an enrollment.
struct EnrollmentText {
    let enrollment: EnrollmentDocument
    /// The current time in seconds since 1970.
    private let now: Double
    private let say: Language

    init(_ enrollment: EnrollmentDocument, now: Double, in language: Language) {
        self.enrollment = enrollment
        self.now = now
        say = language
    }

    var shortID: String { enrollment.shortID }

    /// The account, its tenant, and the user's own name for it.
    var name: String { EnrollmentName(enrollment).words(in: say) }

    /// The account and its tenant.
    var account: String {
        let name = EnrollmentName(enrollment)
        return say(.signIn(.account(name: name.account, tenant: name.tenant)))
    }

    var tenant: String { enrollment.tenantName ?? enrollment.tenantKey }

    /// What the server said of the device, such as `unreachable for 3 min`.
    var health: Styled { health(why: nil) }

    /// The same, and why.
    var healthAndWhy: Styled { health(why: enrollment.server.error) }

    private func health(why: String?) -> Styled {
        let server = enrollment.server
        let span = server.since.map { DisplayTime.age(of: $0, now: now) }.flatMap { $0.isEmpty ? nil : $0 }
        return Styled(say(.status(.server(server.state, span: span, why: why))), server.state.style)
    }
}

extension EnrollmentDocument {
    /// The start of its id, for the user to type.
    var shortID: String { String(id.prefix(8)) }
}

extension ServerState {
    fileprivate var style: Styled.Style {
        switch self {
        case .ok: .good
        case .refused, .unreachable: .bad
        case .unknown: .dim
        }
    }
}
