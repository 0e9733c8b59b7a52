import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.status))

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let status = try await session.api.status()
        if common.json { return try session.terminal.json(status) }
        try session.terminal.details(Details(status, now: DisplayTime.now(), in: session.say))
    }
}

extension Details {
    init(_ status: StatusDocument, now: Double, in language: Language) {
        self.init()
        func say(_ message: StatusMessage) -> String { language(.status(message)) }
        let up = DisplayTime.span(status.uptime)
        add("smartpushd", say(.daemon(version: status.version, pid: status.pid, uptime: up)))
        let database = status.database
        add(
            say(.database),
            say(.databaseFile(path: database.path, kibibytes: database.sizeBytes / 1024, schema: database.schema)))
        add(say(.open), Self.counts(status, open: true, in: language))
        add(say(.ended), Self.counts(status, open: false, in: language))
        add(say(.deliveryLabel), status.enrollments.isEmpty ? nil : say(.delivery(Delivery(status.delivery, now: now))))
        add(say(.lastPush), say(.pushAgo(status.lastDelivery.map { DisplayTime.age(of: $0, now: now) })))
        for enrollment in status.enrollments {
            add(say(.enrolled), styled: Self.enrolled(enrollment, now: now, in: language))
        }
        if status.enrollments.isEmpty { add(say(.enrolled), say(.nothingEnrolled)) }
        for (name, part) in status.health.sorted(by: { $0.key < $1.key }) {
            let words = part.detail ?? say(part.ok ? .partOK : .partNotOK)
            add(name, styled: Self.refusals(name, status, in: language) ?? Styled(words, part.ok ? .good : .bad))
        }
    }

    /// A server that refuses this device answers, so its part works. For the user it does not.
    private static func refusals(_ part: String, _ status: StatusDocument, in say: Language) -> Styled? {
        let count = part == "servers" ? status.enrollments.count { $0.server.state == .refused } : 0
        guard count > 0 else { return nil }
        return Styled(say(.status(.serversRefuse(count, of: status.enrollments.count))), .bad)
    }

    private static func counts(_ status: StatusDocument, open: Bool, in say: Language) -> String {
        let counted = ExchangeState.allCases.filter { $0.isOpen == open }
            .map { (say(.signIn(.state($0))), status.counts[$0.rawValue] ?? 0) }
            .filter { $0.1 > 0 }
        guard !counted.isEmpty else { return say(.status(.noSignIns)) }
        return counted.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    }

    private static func enrolled(_ enrollment: EnrollmentDocument, now: Double, in say: Language) -> Styled {
        let text = EnrollmentText(enrollment, now: now, in: say)
        return Styled("\(text.shortID)  \(text.name)  ") + text.healthAndWhy
    }
}
