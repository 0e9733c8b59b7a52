import ArgumentParser
import LocalAPI

struct Deliver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hand pushes to the daemon's inbox.",
        discussion: """
            Reads JSON: one push a line, or spread over several lines. A push that is answered is safe on disk. With \
            --json, the inbox's answer to each.
            """
    )

    @Argument(help: "The file with the pushes; - or nothing for standard input.")
    var file: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let lines = InboxLines.lines(in: try Input.read(file, what: "a push", command: "deliver"))
        guard !lines.isEmpty else { throw Complaint(.badInput, "there is no push in the input; give one a line") }
        let session = try Session()
        var refusals: [Complaint] = []
        var count = 0
        try await InboxClient(socketPath: session.sockets.inbox).deliver(lines) { answer in
            count += 1
            if common.json { try session.terminal.jsonLine(answer) }
            if let refusal = Self.refusal(answer, number: count, of: lines.count) {
                if let former = refusals.last { session.terminal.complain(former.message) }
                refusals = [refusals.first ?? refusal, refusal]
            } else if !common.json {
                try session.terminal.line(Self.accepted(answer))
            }
        }
        // Each is said once; the status is the first one's.
        guard let first = refusals.first, let last = refusals.last else { return }
        throw Complaint(first.status, last.message)
    }

    private static func accepted(_ answer: InboxAnswer) -> Styled {
        let words = answer.duplicate == true ? "known already: " : "accepted: "
        return Styled(words) + Styled(answer.id ?? "")
    }

    static func refusal(_ answer: InboxAnswer, number: Int, of total: Int) -> Complaint? {
        guard !answer.ok else { return nil }
        let code = answer.error?.code ?? "unknown"
        let detail = answer.error.map { Voice.sentence($0.detail) } ?? "no reason is given"
        let which = total == 1 ? "the push" : "push \(number)"
        return Complaint(CommandStatus(inboxCode: code), "\(which) is refused (\(code)): \(detail)")
    }
}
