import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import TextLayout

// The daemon's reports.

extension WatchModel {
    /// More than fit on a high terminal.
    private static let mostEnded = 100

    mutating func list(_ open: [SignIn], _ ended: [SignIn]) {
        isConnected = true
        self.open = open.sorted { $0.isBefore($1) }
        self.ended = Array(ended.sorted { $0.updatedAt > $1.updatedAt }.prefix(Self.mostEnded))
        keepSelection(at: 0)
    }

    mutating func learn(_ signIn: SignIn) -> [WatchAction] {
        let known = (open + ended).first { $0.id == signIn.id }
        // The answer to a decision and the event about it can arrive in any order.
        if let known, !known.isSuperseded(by: signIn) { return [] }
        let place = open.firstIndex { $0.id == selected } ?? 0
        open.removeAll { $0.id == signIn.id }
        ended.removeAll { $0.id == signIn.id }
        if signIn.isOpen {
            open.append(signIn)
            open.sort { $0.isBefore($1) }
        } else {
            ended.insert(signIn, at: 0)
            ended = Array(ended.prefix(Self.mostEnded))
            if known?.isOpen == true { notice = outcome(of: signIn) }
        }
        keepSelection(at: place)
        let asks = signIn.state == .acknowledged && known?.state != .acknowledged
        return asks ? [.ring] : []
    }

    private func outcome(of signIn: SignIn) -> Styled {
        Styled(say(.ended(application: signIn.application, standing: signIn.standing)), signIn.state.style)
    }

    mutating func settle(_ id: String, _ outcome: Result<SignIn, LocalAPIError>) {
        inFlight.remove(id)
        switch outcome {
        case .success(let signIn): _ = learn(signIn)
        case .failure(let error): notice = Styled(say(.decisionFailed(error)), .bad)
        }
    }

    /// Keeps the selection. If the selected sign-in has ended, the one that moved to its place is selected.
    private mutating func keepSelection(at place: Int) {
        guard selection == nil else { return }
        selected = open.isEmpty ? nil : open[min(place, open.count - 1)].id
    }
}
