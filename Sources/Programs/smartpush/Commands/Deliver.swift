import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Deliver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken("Hand pushes to the daemon's inbox.", german: "Pushes beim Dienst abgeben."),
        discussion: .spoken(
            """
            Reads JSON: one push a line, or spread over several lines. A push that is answered is safe on disk. With \
            --json, the inbox's answer to each.
            """,
            german: """
                Liest JSON: einen Push je Zeile, oder über mehrere Zeilen verteilt. Ein Push, der beantwortet ist, \
                ist sicher auf der Platte. Mit --json die Antwort auf jeden.
                """)
    )

    @Argument(
        help: .spoken(
            "The file with the pushes; - or nothing for standard input.",
            german: "Die Datei mit den Pushes; - oder nichts für die Standardeingabe.",
            valueName: .spoken("file", german: "datei")))
    var file: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let lines = InboxLines.lines(in: try Input.read(file, what: Self.what, command: "deliver"))
        guard !lines.isEmpty else {
            throw Complaint(
                .badInput, "there is no push in the input; give one a line",
                german: "in der Eingabe ist kein Push; geben Sie einen je Zeile an")
        }
        let session = try Session()
        var refusals: [Complaint] = []
        var count = 0
        try await InboxClient(socketPath: session.sockets.inbox).deliver(lines) { answer in
            count += 1
            if common.json { try session.terminal.jsonLine(answer) }
            if let refusal = Self.refusal(answer, number: count, of: lines.count) {
                if let former = refusals.last { session.terminal.complain(former.phrase) }
                refusals = [refusals.first ?? refusal, refusal]
            } else if !common.json {
                try session.terminal.line(Self.accepted(answer, in: session.say))
            }
        }
        // Each is said once; the status is the first one's.
        guard let first = refusals.first, let last = refusals.last else { return }
        throw Complaint(first.status, last.phrase)
    }

    private static let what = Phrase("a push", german: "ein Push")

    private static func accepted(_ answer: InboxAnswer, in say: Language) -> Styled {
        let words =
            answer.duplicate == true
            ? say("known already: ", german: "schon bekannt: ") : say("accepted: ", german: "angenommen: ")
        return Styled(words) + Styled(answer.id ?? "")
    }

    static func refusal(_ answer: InboxAnswer, number: Int, of total: Int) -> Complaint? {
        guard !answer.ok else { return nil }
        let error = answer.error ?? InboxAnswer.Refusal(code: "unknown", detail: "no reason is given")
        return Complaint(
            CommandStatus(inboxCode: error.code),
            Phrase { say in
                let which =
                    total == 1 ? say("the push", german: "der Push") : say("push \(number)", german: "Push \(number)")
                let why = error.phrase.text(in: say)
                return say(
                    "\(which) is refused (\(error.code)): \(why)",
                    german: "\(which) ist abgelehnt (\(error.code)): \(why)")
            })
    }
}
