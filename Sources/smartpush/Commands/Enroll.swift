import ArgumentParser
import LocalAPI

struct Enroll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Enroll this device for an account.",
        discussion: """
            Takes the link that the web page shows, or an image of its QR code (read by zbarimg, of Debian's \
            zbar-tools), and asks for the number that the page shows then. Without a terminal, give it with --number; \
            the same link can be given again for it.

            A link is a secret for as long as it is good: whoever sees it can enroll a device of their own. As an \
            argument every user of the machine can see it, so where there are others, pipe it in: wl-paste | smartpush \
            enroll.

            A file, or standard input, can also hold one JSON object with base_url, tenant_key, sub, client_id, device_id \
            and push_id, and optionally name, tenant_name and path_set ("guide" or "v2"), for a device that the server \
            knows already. The line that smartpush-sim prints serves as it is. Its ids are secrets too, and are never \
            given as arguments.
            """
    )

    @Argument(
        help: ArgumentHelp("The link, or the file with it; - or nothing for standard input.", valueName: "link|file"))
    var source: String?

    @Option(help: ArgumentHelp("The number that the web page shows.", valueName: "number"))
    var number: String?

    @Option(help: ArgumentHelp("What to call the enrollment here.", valueName: "text"))
    var name: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let source = try await EnrollmentSource(source)
        let session = try Session()
        switch source {
        case .request(var request):
            guard number == nil else {
                throw Complaint(.usage, "--number belongs to a link, and this is a whole enrollment; leave it out")
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
        let text = EnrollmentText(enrollment)
        try session.terminal.line(Styled("enrolled ", .good) + Styled("\(text.shortID): \(text.name)"))
    }

    /// Has the number confirmed: the one that is given, or whatever the user says.
    /// - Returns: `nil` where a program is to decide, which is shown what there is.
    private func confirm(_ scan: EnrollmentScanDocument, _ session: Session) async throws -> EnrollmentScanDocument? {
        guard scan.state == .scanned else { return try await outcome(of: scan, session) }
        if let number { return try await outcome(of: session.api.verifyScan(scan.id, number: number), session) }
        guard !common.json else {
            try session.terminal.json(scan)
            return nil
        }
        try session.terminal.lines(Self.words(scan))
        guard let question = Question(session.terminal) else {
            throw Complaint(.usage, "the number that the web page shows is wanted; give the link again, with --number")
        }
        while let number = question.ask("the number that the web page shows: ", session.terminal) {
            do {
                return try await outcome(of: session.api.verifyScan(scan.id, number: number), session)
            } catch LocalAPIError.problem(let problem) where problem.code == .wrongNumber {
                session.terminal.complain(Voice.sentence(problem.detail))
            }
        }
        throw Complaint(.usage, "no number was given; give the link again while it is good")
    }

    /// Waits for a number that is under way.
    private func outcome(of scan: EnrollmentScanDocument, _ session: Session) async throws -> EnrollmentScanDocument {
        switch scan.state {
        case .enrolled: return scan
        case .scanning, .scanned, .verifying:
            throw Complaint(
                .serverFailed, "the server has not answered yet; smartpushd goes on asking, see: smartpush enrollments")
        case .refused, .expired, .unresolved:
            let words = scan.failure.map { Voice.sentence($0.detail) }
            throw Complaint(.serverFailed, words ?? "the link has expired; start the enrollment again on the web page")
        }
    }

    /// Whom it is for, before anything is confirmed: whoever made the link chose it.
    private static func words(_ scan: EnrollmentScanDocument) -> [Styled] {
        var lines = [
            Styled("enrolling for ") + Styled("\(scan.sub) at \(scan.tenantName ?? scan.tenantKey)", .bold)
                + Styled(", \(scan.baseURL)")
        ]
        if let choices = scan.choices, !choices.isEmpty {
            lines.append("choices: " + Styled(choices.joined(separator: "  "), .bold))
        }
        return lines
    }
}
