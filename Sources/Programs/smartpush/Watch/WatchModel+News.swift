import LocalAPIClient
import LocalAPIModel
import Messages

// What the daemon tells.

extension WatchModel {
    /// As many as the highest terminal shows.
    private static let mostEnded = 100

    mutating func list(_ open: [ExchangeDocument], _ ended: [ExchangeDocument]) {
        isConnected = true
        self.open = open.sorted(by: Self.isBefore)
        self.ended = Array(ended.sorted { $0.updatedAt > $1.updatedAt }.prefix(Self.mostEnded))
        keepSelection(at: 0)
    }

    mutating func learn(_ exchange: ExchangeDocument) -> [WatchAction] {
        let known = (open + ended).first { $0.id == exchange.id }
        // The answer to a decision and the event that tells of it come on two ways.
        if let known, known.updatedAt > exchange.updatedAt { return [] }
        let place = open.firstIndex { $0.id == selected } ?? 0
        open.removeAll { $0.id == exchange.id }
        ended.removeAll { $0.id == exchange.id }
        if exchange.state.isOpen {
            open.append(exchange)
            open.sort(by: Self.isBefore)
        } else {
            ended.insert(exchange, at: 0)
            ended = Array(ended.prefix(Self.mostEnded))
            if known?.state.isOpen == true { notice = outcome(of: exchange) }
        }
        keepSelection(at: place)
        let asks = exchange.state == .acknowledged && known?.state != .acknowledged
        return asks ? [.ring] : []
    }

    private func outcome(of exchange: ExchangeDocument) -> Styled {
        let text = SignInText(exchange, in: language)
        return Styled("\(text.who): \(text.standing)", exchange.state.style)
    }

    mutating func settle(_ id: String, _ outcome: Result<DecisionOutcome, LocalAPIError>) {
        inFlight.remove(id)
        switch outcome {
        case .success(let outcome): _ = learn(outcome.exchange)
        case .failure(let error): notice = Styled(Complaint(error).phrase.text(in: language), .bad)
        }
    }

    /// What was selected stays so; where it has ended, the one that has moved to its place follows.
    private mutating func keepSelection(at place: Int) {
        guard selection == nil else { return }
        selected = open.isEmpty ? nil : open[min(place, open.count - 1)].id
    }

    private static func isBefore(_ left: ExchangeDocument, _ right: ExchangeDocument) -> Bool {
        (left.receivedAt, left.id) < (right.receivedAt, right.id)
    }
}
