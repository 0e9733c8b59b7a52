import LocalAPI
import Wording

/// A list of labels and values, the values under each other.
struct Details {
    private var rows: [(label: String, value: Styled)] = []

    /// What is unknown is left out.
    mutating func add(_ label: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        rows.append((label, Styled(value)))
    }

    mutating func add(_ label: String, styled: Styled) {
        rows.append((label, styled))
    }

    func lines() -> [Styled] {
        let width = rows.map(\.label.count).max() ?? 0
        return rows.map { Styled($0.label, .dim).padded(to: width + 2) + $0.value }
    }
}

extension Details {
    /// Everything of an exchange that can be read.
    init(_ exchange: ExchangeDocument, now: Double) {
        let text = SignInText(exchange, in: .english)
        add("id", exchange.id)
        add("state", styled: text.styledState)
        add("time left", text.left(now: now))
        add("who", text.who)
        add("message", exchange.message)
        addOrigin(text)
        if let choices = exchange.choices { add("choices", choices.joined(separator: "  ")) }
        add("account", "\(exchange.sub) at \(exchange.tenantName ?? exchange.tenantKey)")
        add("enrollment", exchange.enrollment)
        add("method", exchange.verificationType)
        addTimes(exchange, now: now)
        addEnd(exchange)
    }

    private mutating func addOrigin(_ text: SignInText) {
        let address = text.exchange.address
        add("where", text.place)
        if address?.formattedAddress != text.place { add("address", address?.formattedAddress) }
        add("ip", address?.ip ?? text.exchange.deviceInfo?.ipAddress)
        add("device", text.device)
        if text.exchange.deviceInfo?.userAgent != text.device { add("browser", text.exchange.deviceInfo?.userAgent) }
    }

    private mutating func addTimes(_ exchange: ExchangeDocument, now: Double) {
        for (label, time) in [("received", exchange.receivedAt), ("changed", exchange.updatedAt)] {
            add(label, "\(Moment.dateAndClock(time)) (\(Moment.age(of: time, now: now)) ago)")
        }
        add(exchange.state.isOpen ? "expires" : "expiry", Moment.dateAndClock(exchange.expiresAt))
        if let operation = exchange.operation {
            let age = Moment.age(of: operation.since, now: now)
            add("under way", "\(operation.name), attempt \(operation.attempt), for \(age)")
        }
    }

    private mutating func addEnd(_ exchange: ExchangeDocument) {
        add("answered by", exchange.answeredBy.map { "\($0.exe ?? "a program") (pid \($0.pid))" })
        add("ended by", exchange.endedBy?.rawValue)
        add("reason", exchange.reason)
        if let failure = exchange.failure {
            add("failure", styled: Styled(failure.code, .bad))
            add("detail", failure.detail)
        }
    }
}
