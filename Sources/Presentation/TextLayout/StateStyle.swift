package import LocalAPIModel

extension ExchangeState {
    /// How a sign-in in this state is emphasized.
    package var style: Styled.Style {
        switch self {
        case .received, .acknowledged, .allowed: .waiting
        case .authenticated: .good
        case .denied, .cancelled, .expired: .dim
        case .refused, .unresolved: .bad
        }
    }
}
