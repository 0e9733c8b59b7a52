import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Enroll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken("Enroll this device for an account.", german: "Dieses Gerät für ein Konto registrieren."),
        discussion: .spoken(
            """
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
            """,
            german: """
                Nimmt den Link, den die Webseite zeigt, oder ein Bild ihres QR-Codes (gelesen von zbarimg aus Debians \
                zbar-tools), und fragt nach der Zahl, die die Seite dann zeigt. Ohne Terminal geben Sie sie mit --number \
                an; dafür kann derselbe Link noch einmal angegeben werden.

                Ein Link ist geheim, solange er gilt: wer ihn sieht, kann damit ein eigenes Gerät registrieren. Ein \
                Argument kann jeder auf der Maschine sehen; wo es andere gibt, leiten Sie ihn darum ein: wl-paste | \
                smartpush enroll.

                Eine Datei oder die Standardeingabe kann auch ein JSON-Objekt mit base_url, tenant_key, sub, client_id, \
                device_id und push_id enthalten, und wenn gewünscht name, tenant_name und path_set ("guide" oder \
                "v2"), für ein Gerät, das der Server schon kennt. Die Zeile, die smartpush-sim ausgibt, genügt, wie sie \
                ist. Auch ihre IDs sind geheim, und nie Argumente.
                """)
    )

    @Argument(
        help: .spoken(
            "The link, or the file with it; - or nothing for standard input.",
            german: "Der Link, oder die Datei mit ihm; - oder nichts für die Standardeingabe.",
            valueName: .spoken("link|file", german: "link|datei")))
    var source: String?

    @Option(
        help: .spoken(
            "The number that the web page shows.", german: "Die Zahl, die die Webseite zeigt.",
            valueName: .spoken("number", german: "zahl")))
    var number: String?

    @Option(
        help: .spoken(
            "What to call the enrollment here.", german: "Wie die Registrierung hier heißen soll.",
            valueName: .spoken("text", german: "text")))
    var name: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let source = try await EnrollmentSource(source)
        let session = try Session()
        switch source {
        case .request(var request):
            guard number == nil else {
                throw Complaint(
                    .usage, "--number belongs to a link, and this is a whole enrollment; leave it out",
                    german: "--number gehört zu einem Link, und das ist eine ganze Registrierung; lassen Sie es weg")
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
        let done = Styled(session.say("enrolled ", german: "registriert "), .good)
        try session.terminal.line(done + Styled("\(text.shortID): \(text.name)"))
    }

    /// Has the number confirmed: the one that is given, or whatever the user says.
    /// - Returns: `nil` where a program is to decide, which is shown what there is.
    private func confirm(_ scan: EnrollmentScanDocument, _ session: Session) async throws -> EnrollmentScanDocument? {
        guard scan.state == .scanned else { return try outcome(of: scan) }
        if let number { return try await outcome(of: session.api.verifyScan(scan.id, number: number)) }
        guard !common.json else {
            try session.terminal.json(scan)
            return nil
        }
        try session.terminal.lines(Self.words(scan, in: session.say))
        guard let question = Question(session.terminal) else {
            throw Complaint(
                .usage, "the number that the web page shows is wanted; give the link again, with --number",
                german: "es fehlt die Zahl, die die Webseite zeigt; geben Sie den Link noch einmal an, mit --number")
        }
        let words = session.say("the number that the web page shows: ", german: "die Zahl, die die Webseite zeigt: ")
        while let number = question.ask(words, session.terminal) {
            do {
                return try await outcome(of: session.api.verifyScan(scan.id, number: number))
            } catch LocalAPIError.problem(let problem) where problem.code == .wrongNumber {
                session.terminal.complain(problem.phrase)
            }
        }
        throw Complaint(
            .usage, "no number was given; give the link again while it is good",
            german: "es wurde keine Zahl angegeben; geben Sie den Link noch einmal an, solange er gilt")
    }

    private func outcome(of scan: EnrollmentScanDocument) throws -> EnrollmentScanDocument {
        switch scan.state {
        case .enrolled: return scan
        case .scanning, .scanned, .verifying:
            throw Complaint(
                .serverFailed, "the server has not answered yet; smartpushd goes on asking, see: smartpush enrollments",
                german: "der Server hat noch nicht geantwortet; smartpushd fragt weiter, siehe: smartpush enrollments")
        case .refused, .expired, .unresolved:
            throw Complaint(.serverFailed, scan.failure?.enrollmentPhrase ?? Self.expired)
        }
    }

    private static let expired = Phrase(
        "the link has expired; start the enrollment again on the web page",
        german: "der Link ist abgelaufen; beginnen Sie die Registrierung auf der Webseite neu")

    /// Whom it is for, before anything is confirmed: whoever made the link chose it.
    private static func words(_ scan: EnrollmentScanDocument, in say: Language) -> [Styled] {
        let tenant = scan.tenantName ?? scan.tenantKey
        let account = say("\(scan.sub) at \(tenant)", german: "\(scan.sub) bei \(tenant)")
        var lines = [
            Styled(say("enrolling for ", german: "Registrierung für ")) + Styled(account, .bold)
                + Styled(", \(scan.baseURL)")
        ]
        if let choices = scan.choices, !choices.isEmpty {
            let offered = Styled(choices.joined(separator: "  "), .bold)
            lines.append(Styled(say("choices: ", german: "zur Auswahl: ")) + offered)
        }
        return lines
    }
}
