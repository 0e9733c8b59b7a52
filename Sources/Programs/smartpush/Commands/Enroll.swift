import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Enroll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.enroll),
        discussion: .spoken(.enrollDiscussion)
    )

    @Argument(help: .spoken(.linkArgument, valueName: .linkOrFileValue))
    var source: String?

    @Option(help: .spoken(.numberOption, valueName: .numberValue))
    var number: String?

    @Option(help: .spoken(.nameOption, valueName: .textValue))
    var name: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let source = try await EnrollmentSource(source)
        let session = try Session()
        switch source {
        case .request(var request):
            guard number == nil else {
                throw Complaint(.usage, .command(.numberWithoutLink))
            }
            request.name = name ?? request.name
            try report(await session.api.enroll(request), session)
        case .link(let link):
            let scan = try await session.api.scan(ScanRequest(link: link, name: name))
            guard let ended = try await confirm(scan, session) else { return }
            try report(await session.api.enrollment(ended.id), session)
        }
    }

    private func report(_ enrollment: EnrollmentDocument, _ session: Session) throws {
        if common.json { return try session.terminal.json(enrollment) }
        let text = EnrollmentText(enrollment, in: session.say)
        let done = Styled(session.say(.command(.enrolled)) + " ", .good)
        try session.terminal.line(done + Styled("\(text.shortID): \(text.name)"))
    }

    /// Confirms the enrollment with the given number, or with the one that the user types.
    /// - Returns: `nil` if a program has to decide; it then gets the scan.
    private func confirm(_ scan: EnrollmentScanDocument, _ session: Session) async throws -> EnrollmentScanDocument? {
        guard scan.state == .scanned else { return try outcome(of: scan) }
        if let number { return try await outcome(of: session.api.verifyScan(scan.id, number: number)) }
        guard !common.json else {
            try session.terminal.json(scan)
            return nil
        }
        try session.terminal.lines(Self.words(scan, in: session.say))
        guard let question = Question(session.terminal) else {
            throw Complaint(.usage, .command(.numberWanted))
        }
        let words = session.say(.command(.numberQuestion)) + " "
        while let number = question.ask(words, session.terminal) {
            do {
                return try await outcome(of: session.api.verifyScan(scan.id, number: number))
            } catch LocalAPIError.problem(let problem) where problem.code == .wrongNumber {
                session.terminal.complain(problem.message)
            }
        }
        throw Complaint(.usage, .command(.noNumberGiven))
    }

    private func outcome(of scan: EnrollmentScanDocument) throws -> EnrollmentScanDocument {
        switch scan.state {
        case .enrolled: return scan
        case .scanning, .scanned, .verifying:
            throw Complaint(.serverFailed, .command(.scanUnanswered))
        case .refused, .expired, .unresolved, .cancelled:
            throw Complaint(.serverFailed, scan.failure?.enrollmentMessage ?? .command(.linkHasExpired))
        }
    }

    /// Shows the account before anything is confirmed, because an attacker may have made the link.
    private static func words(_ scan: EnrollmentScanDocument, in say: Language) -> [Styled] {
        let tenant = scan.tenantName ?? scan.tenantKey ?? scan.baseURL
        let account = say(.command(.account(sub: scan.account ?? scan.sub ?? "?", tenant: tenant)))
        var lines = [
            Styled(say(.command(.enrollingFor)) + " ") + Styled(account, .bold)
                + Styled(", \(scan.baseURL)")
        ]
        if let choices = scan.choices, !choices.isEmpty {
            let offered = Styled(choices.joined(separator: "  "), .bold)
            lines.append(Styled(say(.command(.choices)) + " ") + offered)
        }
        return lines
    }
}
