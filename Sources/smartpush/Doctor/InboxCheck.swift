import LocalAPI

/// Whether the inbox takes lines.
struct InboxCheck {
    let path: String

    func finding() async -> Finding {
        // No push: it is refused, and leaves no trace.
        let line = Array("{}".utf8)
        do {
            var answer: InboxAnswer?
            try await InboxClient(socketPath: path).deliver([line]) { answer = $0 }
            guard answer?.error?.code == "unavailable" else { return .ok(.inbox, "\(path) answers") }
            let words = answer?.error.map { Voice.sentence($0.detail) } ?? "no reason is given"
            return .fault(.inbox, "\(path) takes nothing: \(words)", .seeWhy("journalctl --user -u smartpushd"))
        } catch {
            let words = "no push can be handed in at \(path)"
            return .fault(.inbox, words, .mend("systemctl --user restart smartpushd-inbox.socket smartpushd.service"))
        }
    }
}
