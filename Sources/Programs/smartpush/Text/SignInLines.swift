import LocalAPIClient
import LocalAPIModel
import Messages

extension SignInText {
    /// The state, and the step that is under way.
    var styledState: Styled {
        let styled = Styled(state, exchange.state.style)
        guard !step.isEmpty else { return styled }
        return styled + Styled(language(" (\(step) under way)", german: " (\(step) läuft)"), .dim)
    }

    /// One line that says what has changed, for `watch`.
    func changeLine(now: Double) -> Styled {
        let details = [who, place, device, left(now: now), coded(failure)].filter { !$0.isEmpty }
        return Styled(Moment.clock(exchange.updatedAt) + "  ", .dim) + Styled(shortID + "  ") + styledState
            + Styled("  " + details.joined(separator: "  "))
    }

    private func coded(_ failure: String) -> String {
        exchange.failure.map { "\($0.code): \(failure)" } ?? ""
    }
}

extension ExchangeState {
    var style: Styled.Style {
        switch self {
        case .received, .acknowledged, .allowed: .waiting
        case .authenticated: .good
        case .denied, .cancelled, .expired: .dim
        case .refused, .unresolved: .bad
        }
    }
}
