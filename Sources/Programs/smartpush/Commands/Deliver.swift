import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Deliver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.deliver),
        discussion: .spoken(.deliverDiscussion)
    )

    @Argument(help: .spoken(.pushesArgument, valueName: .fileValue), completion: .file())
    var file: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let lines = InboxLines.lines(in: try Input.read(file, what: .pushes, command: "deliver"))
        guard !lines.isEmpty else {
            throw Complaint(.badInput, .command(.noPushInInput))
        }
        let session = try Session()
        var refusals: [Complaint] = []
        var count = 0
        try await InboxClient(socketPath: session.sockets.inbox).deliver(lines) { answer in
            count += 1
            if common.json { try session.terminal.jsonLine(answer) }
            if let refusal = Self.refusal(answer, number: count, of: lines.count) {
                if let former = refusals.last { session.terminal.complain(former) }
                refusals = [refusals.first ?? refusal, refusal]
            } else if !common.json, answer.id != nil {
                // A poke has no id, and nothing to say.
                try session.terminal.line(Self.accepted(answer, in: session.say))
            }
        }
        // Every refusal is printed. The exit status is that of the first one.
        guard let first = refusals.first, let last = refusals.last else { return }
        throw Complaint(first.status, last.message)
    }

    private static func accepted(_ answer: InboxAnswer, in say: Language) -> Styled {
        Styled(say(.command(.pushAccepted(id: answer.id ?? "", isDuplicate: answer.duplicate == true))))
    }

    static func refusal(_ answer: InboxAnswer, number: Int, of total: Int) -> Complaint? {
        guard !answer.ok else { return nil }
        let code = answer.error?.code ?? "unknown"
        let why = answer.error?.failure ?? .noReason
        return Complaint(
            CommandStatus(inboxCode: code),
            .command(.pushRefused(number: total == 1 ? nil : number, code: code, why: why)))
    }
}
