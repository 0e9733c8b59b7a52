import ArgumentParser
import LocalAPI
import Wording

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show how the daemon is.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let status = try await session.api.status()
        if common.json { return try session.terminal.json(status) }
        try session.terminal.lines(Details(status, now: Moment.now()).lines())
    }
}

extension Details {
    init(_ status: StatusDocument, now: Double) {
        add("smartpushd", "\(status.version), pid \(status.pid), up \(Moment.span(status.uptime))")
        let size = status.database.sizeBytes / 1024
        add("database", "\(status.database.path) (\(size) KiB, schema \(status.database.schema))")
        add("open", Self.counts(status, open: true))
        add("ended", Self.counts(status, open: false))
        add("last push", status.lastDelivery.map { "\(Moment.age(of: $0, now: now)) ago" } ?? "none yet")
        for enrollment in status.enrollments { add("enrolled", styled: Self.enrolled(enrollment)) }
        if status.enrollments.isEmpty { add("enrolled", "nothing yet; enroll with: smartpush enroll FILE") }
        for (name, part) in status.health.sorted(by: { $0.key < $1.key }) {
            let words = part.detail ?? (part.ok ? "ok" : "not ok")
            add(name, styled: Styled(words, part.ok ? .good : .bad))
        }
    }

    private static func counts(_ status: StatusDocument, open: Bool) -> String {
        let counted = ExchangeState.allCases.filter { $0.isOpen == open }
            .map { ($0.rawValue, status.counts[$0.rawValue] ?? 0) }
            .filter { $0.1 > 0 }
        return counted.isEmpty ? "none" : counted.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    }

    private static func enrolled(_ enrollment: EnrollmentDocument) -> Styled {
        let name = EnrollmentText(enrollment)
        return Styled("\(name.shortID)  \(name.name)  ") + name.health
    }
}
