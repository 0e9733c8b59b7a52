import LocalAPIClient
import LocalAPIModel
import Messages

/// Whether the inbox takes lines.
struct InboxCheck {
    let path: String

    func finding() async -> Finding {
        // No push: it is refused, and leaves no trace.
        let line = Array("{}".utf8)
        do {
            var answer: InboxAnswer?
            try await InboxClient(socketPath: path).deliver([line]) { answer = $0 }
            guard answer?.error?.code == "unavailable" else {
                return .ok(.inbox, Phrase("\(path) answers", german: "\(path) antwortet"))
            }
            let words = Phrase { say in
                let why = answer?.error?.phrase.text(in: say) ?? ""
                return say("\(path) takes nothing: \(why)", german: "\(path) nimmt nichts an: \(why)")
            }
            return .fault(.inbox, words, .seeWhy(Examination.journal))
        } catch {
            let words = Phrase(
                "no push can be handed in at \(path)", german: "unter \(path) kann kein Push abgegeben werden")
            return .fault(.inbox, words, .mend("systemctl --user restart smartpushd-inbox.socket smartpushd.service"))
        }
    }
}
