import PushExchange
import PushStore
import VerificationClient

/// Whose account an enrollment is for. The server tells it in the configured list; a link need not.
extension Engine {
    /// How long to wait after there was no answer.
    private static let pauseAfterNoAnswer = Duration.seconds(300)

    /// Asks for the configured list. If there is no answer, it is asked again some minutes later, after a request for
    /// the pending list: without its tenant an enrollment still works, only its name is missing.
    /// - Parameters:
    ///   - id: the id of the enrollment.
    ///   - isNew: whether all that is known of the account is what a link says, which may be wrong. Otherwise nothing is
    ///     asked if the tenant and the user are known.
    func learnAccount(of id: String, isNew: Bool = false) async {
        let now = clock.now().steady
        guard let entry = enrollments[id], isNew || entry.mayAskForAccount(at: now),
            let endpoint = endpoint(of: id, for: .configuredList)
        else { return }
        requests.begin()
        defer { requests.end() }
        let reply = await server.configuredList(at: endpoint)
        learnPaths(of: reply, to: .configuredList, at: endpoint)
        switch reply.value {
        case .listed(let account): await adopt(account, for: id)
        // It is not asked again before the next start.
        case .noSuchList, .refused: enrollments.noteNoConfiguredList(of: id)
        case .unavailable: enrollments.noteNoAccount(of: id, until: now + Self.pauseAfterNoAnswer)
        }
    }

    private func adopt(_ account: ConfiguredAccount, for id: String) async {
        guard var enrollment = enrollments[id]?.enrollment else { return }
        enrollment.tenantKey = account.tenantKey ?? enrollment.tenantKey
        if enrollment.sub.isEmpty { enrollment.sub = account.sub ?? "" }
        enrollment.tenantName = account.tenantName ?? enrollment.tenantName
        enrollment.account = account.account ?? enrollment.account
        guard enrollment != enrollments[id]?.enrollment else { return enrollments.noteNoConfiguredList(of: id) }
        let changed = enrollment
        do {
            try await commit { transaction in Change(try transaction.setAccount(of: changed)) }
            enrollments.setAccount(of: changed)
        } catch {
            // Another enrollment has this tenant and user, or the disk is full. It works without.
            enrollments.noteNoConfiguredList(of: id)
        }
    }
}
