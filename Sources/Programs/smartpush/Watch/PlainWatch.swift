import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel

/// Prints each change on a line, for a program or if there is no screen.
struct PlainWatch {
    let session: Session
    let json: Bool

    func run() async throws {
        var follower = EventFollower(session.api, persistence: .afterFirstConnection)
        var isDisconnected = false
        try await follower.run { update in
            switch update {
            case .connected(let open, let isResumed):
                if isDisconnected, !json { session.terminal.say(.watch(.daemonBack)) }
                isDisconnected = false
                // If the events can't be resumed, the open sign-ins replace the missed events.
                if !isResumed, !json { for exchange in open.reversed() { try show(exchange) } }
            case .changed(let exchange): try show(exchange)
            case .broken(let reason): complain(.other, .streamBroken(reason: reason))
            case .disconnected:
                isDisconnected = true
                complain(.daemonUnreachable, .daemonLost)
            }
        }
    }

    private func complain(_ status: CommandStatus, _ message: WatchMessage) {
        session.terminal.complain(Complaint(status, .watch(message)))
    }

    private func show(_ exchange: ExchangeDocument) throws {
        guard !json else { return try session.terminal.jsonLine(exchange) }
        try session.terminal.line(SignIn(exchange).changeLine(now: DisplayTime.now(), in: session.terminal.language))
    }
}
