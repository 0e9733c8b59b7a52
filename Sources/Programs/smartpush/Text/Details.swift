import LocalAPIClient
import LocalAPIModel
import Messages

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

    /// No wider than `columns`, with what does not fit beside its label on lines of its own below it.
    func lines(fitting columns: Int = .max) -> [Styled] {
        let margin = (rows.map { DisplayWidth.of($0.label) }.max() ?? 0) + 2
        return rows.flatMap { row in
            let values = row.value.wrapped(to: max(columns - margin, 10))
            return values.enumerated().map { index, value in
                Styled(index == 0 ? row.label : "", .dim).padded(to: margin) + value
            }
        }
    }
}

extension Details {
    /// Everything of an exchange that can be read.
    init(_ exchange: ExchangeDocument, now: Double, in say: Language) {
        let text = SignInText(exchange, in: say)
        add("id", exchange.id)
        add(say("state", german: "Zustand"), styled: text.styledState)
        add(say("time left", german: "Restzeit"), text.left(now: now))
        add(say("who", german: "wer"), text.who)
        add(say("message", german: "Nachricht"), text.message)
        addOrigin(text, say)
        if let choices = exchange.choices {
            add(say("choices", german: "Auswahl"), choices.joined(separator: "  "))
        }
        add(say("account", german: "Konto"), text.account)
        add(say("enrollment", german: "Registrierung"), exchange.enrollment)
        add(say("method", german: "Verfahren"), exchange.verificationType)
        addTimes(text, now: now, say)
        addEnd(text, say)
    }

    private mutating func addOrigin(_ text: SignInText, _ say: Language) {
        add(say("where", german: "wo"), text.place)
        add(say("address", german: "Adresse"), text.address)
        add("ip", text.ip)
        add(say("device", german: "Gerät"), text.device)
        let agent = text.exchange.deviceInfo?.userAgent
        if agent != text.device { add(say("browser", german: "Browser"), agent) }
    }

    private mutating func addTimes(_ text: SignInText, now: Double, _ say: Language) {
        let exchange = text.exchange
        let times = [
            (say("received", german: "eingetroffen"), exchange.receivedAt),
            (say("changed", german: "geändert"), exchange.updatedAt),
        ]
        for (label, time) in times {
            let age = Moment.age(of: time, now: now)
            add(label, "\(Moment.dateAndClock(time)) (\(say("\(age) ago", german: "vor \(age)")))")
        }
        add(
            exchange.state.isOpen ? say("expires", german: "läuft ab") : say("expiry", german: "Ablauf"),
            Moment.dateAndClock(exchange.expiresAt))
        if let operation = exchange.operation {
            let age = Moment.age(of: operation.since, now: now)
            add(
                say("under way", german: "im Gange"),
                say(
                    "\(text.step), attempt \(operation.attempt), for \(age)",
                    german: "\(text.step), Versuch \(operation.attempt), seit \(age)"))
        }
    }

    private mutating func addEnd(_ text: SignInText, _ say: Language) {
        let exchange = text.exchange
        add(
            say("answered by", german: "beantwortet von"),
            exchange.answeredBy.map { "\($0.exe ?? say("a program", german: "einem Programm")) (pid \($0.pid))" })
        add(say("ended by", german: "beendet durch"), exchange.endedBy?.word.text(in: say))
        add(say("reason", german: "Grund"), exchange.reason)
        if let failure = exchange.failure {
            add(say("failure", german: "Fehler"), styled: Styled(failure.code, .bad))
            add(say("detail", german: "näher"), text.failure)
        }
    }
}
