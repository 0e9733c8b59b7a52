import LocalAPIClient
import LocalAPIModel
import Messages

/// Whether the inbox accepts lines.
struct InboxCheck {
    let path: String

    func finding() async -> Finding {
        // This line is not a push, so the inbox refuses it and nothing is stored.
        let line = Array("{}".utf8)
        do {
            var answer: InboxAnswer?
            try await InboxClient(socketPath: path).deliver([line]) { answer = $0 }
            guard let refusal = answer?.error, refusal.code == "unavailable" else {
                return .ok(.inbox, .inboxAnswers(path: path))
            }
            return .fault(.inbox, .inboxRefuses(path: path, why: refusal.failure), .seeWhy(Examination.journal))
        } catch {
            return .fault(
                .inbox, .inboxUnreachable(path: path),
                .fix("systemctl --user restart smartpushd-inbox.socket smartpushd.service"))
        }
    }
}
