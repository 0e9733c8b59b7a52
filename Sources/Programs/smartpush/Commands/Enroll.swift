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

    @Argument(help: .spoken(.linkArgument, valueName: .linkOrFileValue), completion: .file())
    var source: String?

    @Option(help: .spoken(.numberOption, valueName: .numberValue))
    var number: String?

    @Option(help: .spoken(.serverOption, valueName: .urlValue))
    var server: String?

    @Option(name: .customLong("client-id"), help: .spoken(.clientIDOption, valueName: .idValue))
    var clientID: String?

    @Option(name: .customLong("push-id"), help: .spoken(.pushIDOption, valueName: .idValue))
    var pushID: String?

    @Option(help: .spoken(.nameOption, valueName: .textValue))
    var name: String?

    @Option(help: .spoken(.deviceNameOption, valueName: .textValue))
    var deviceName: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let source = try await EnrollmentSource(source)
        let session = try Session()
        switch source {
        case .request(var request):
            if let option = optionOfALink { throw Complaint(.usage, .command(.optionWithoutLink(option))) }
            request.name = name ?? request.name
            try await EnrollmentReport(session, json: common.json).print(
                session.enroll(request), isConfirmed: false)
        case .link(let link):
            let request = ScanRequest(
                link: link, baseURL: server, clientID: clientID, pushID: pushID, name: name, deviceName: deviceName)
            let scan = try await session.scan(request, mayAsk: !common.json)
            guard let ended = try await confirm(scan, session) else { return }
            try await EnrollmentReport(session, json: common.json).print(
                session.api.enrollment(ended.id), isConfirmed: true)
        }
    }

    /// An option that was given, and that a complete enrollment has no use for.
    private var optionOfALink: String? {
        let options = [
            ("--number", number), ("--server", server), ("--client-id", clientID), ("--push-id", pushID),
            ("--device-name", deviceName),
        ]
        return options.first { $0.1 != nil }?.0
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
        while true {
            switch await question.answer(to: words, session.terminal) {
            case .line(let number):
                do {
                    return try await outcome(of: session.api.verifyScan(scan.id, number: number))
                } catch LocalAPIError.problem(let problem) where problem.code == .wrongNumber {
                    session.terminal.complain(Complaint(LocalAPIError.problem(problem)))
                }
            case .nothing, .ended:
                throw Complaint(.usage, await session.giveUp(scan))
            case .interrupted(let signal):
                session.terminal.say(await session.giveUp(scan))
                throw EndedBySignal(number: signal)
            }
        }
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
        let account = AccountName.of(account: scan.account, sub: scan.sub ?? "")
        let tenant = scan.tenantName ?? scan.tenantKey ?? ""
        let who = account.isEmpty ? tenant : say(.signIn(.account(name: account, tenant: tenant)))
        let whose = who.isEmpty ? Styled(scan.baseURL) : Styled(who, .bold) + Styled(", \(scan.baseURL)")
        var lines = [Styled(say(.command(.enrollingFor)) + " ") + whose]
        if let choices = scan.choices, !choices.isEmpty {
            let offered = Styled(choices.joined(separator: "  "), .bold)
            lines.append(Styled(say(.command(.choices)) + " ") + offered)
        }
        return lines
    }
}

extension Session {
    /// Tells the server that this link is not going to be used.
    /// - Returns: what to tell the user.
    fileprivate func giveUp(_ scan: EnrollmentScanDocument) async -> Message {
        do throws(LocalAPIError) {
            try await api.cancelScan(scan.id)
            return .command(.enrollmentGivenUp(why: nil))
        } catch {
            return .command(.enrollmentGivenUp(why: error.message))
        }
    }
}
