package import LocalAPIModel

extension ExchangeState {
    /// The style for a sign-in in this state.
    package var style: Styled.Style {
        switch self {
        case .received, .acknowledged, .allowed: .waiting
        case .authenticated: .good
        case .denied, .cancelled, .expired: .dim
        case .refused, .unresolved: .bad
        }
    }
}
