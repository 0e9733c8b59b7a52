import LocalAPI

/// What of an exchange a person asks for: who, from where, on what, how long still.
struct ExchangeText {
    let exchange: ExchangeDocument

    init(_ exchange: ExchangeDocument) {
        self.exchange = exchange
    }

    var shortID: String {
        String(exchange.id.prefix(8))
    }

    var who: String {
        firstFilled(exchange.clientName, exchange.tenantName, exchange.tenantKey)
    }

    var whereFrom: String {
        let address = exchange.address
        let parts = [address?.city, address?.countryLong ?? address?.countryShort].compactMap { $0 }
        let place = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return firstFilled(place, address?.formattedAddress, address?.ip, exchange.deviceInfo?.ipAddress)
    }

    var device: String {
        let info = exchange.deviceInfo
        let browser = firstFilled(info?.browser, info?.engine)
        let system = firstFilled(info?.os)
        if !browser.isEmpty, !system.isEmpty { return "\(browser) on \(system)" }
        let make = [info?.deviceMake, info?.deviceModel].compactMap { $0 }.filter { !$0.isEmpty }
        return firstFilled(browser, system, make.joined(separator: " "), info?.userAgent)
    }

    /// The state, and the step that is under way.
    var state: Styled {
        let state = Styled(exchange.state.rawValue, exchange.state.style)
        guard let operation = exchange.operation else { return state }
        return state + Styled(" (\(operation.name) under way)", .dim)
    }

    func left(now: Double) -> String {
        exchange.state.isOpen ? Moment.left(until: exchange.expiresAt, now: now) : ""
    }

    func age(now: Double) -> String {
        Moment.age(of: exchange.receivedAt, now: now)
    }

    /// One line that says what has changed, for `watch`.
    func changeLine(now: Double) -> Styled {
        let details = [who, whereFrom, device, left(now: now), failure].filter { !$0.isEmpty }
        return Styled(Moment.clock(exchange.updatedAt) + "  ", .dim) + Styled(shortID + "  ") + state
            + Styled("  " + details.joined(separator: "  "))
    }

    private var failure: String {
        exchange.failure.map { "\($0.code): \($0.detail)" } ?? ""
    }

    private func firstFilled(_ candidates: String?...) -> String {
        candidates.compactMap { $0 }.first { !$0.isEmpty } ?? ""
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
