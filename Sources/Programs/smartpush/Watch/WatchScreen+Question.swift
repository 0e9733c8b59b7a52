import LocalAPIClient
import LocalAPIModel
import Messages

// The selected sign-in: what is asked, and the keys that answer.

extension WatchScreen {
    /// Who asks, and all that tells whether it is the user. What matters most comes first, in case there is little room.
    func asked(_ exchange: ExchangeDocument) -> [Styled] {
        let text = SignInText(exchange, in: say)
        var details = Details()
        details.add(say("from", german: "aus"), text.place)
        details.add(say("device", german: "Gerät"), text.device)
        details.add(say("account", german: "Konto"), text.account)
        details.add(say("message", german: "Nachricht"), text.message)
        details.add(say("address", german: "Adresse"), text.address)
        if text.ip != text.place { details.add("ip", text.ip) }
        let title = say(
            "Someone is signing in to \(text.who). Is it you?",
            german: "Jemand meldet sich bei \(text.who) an. Sind Sie das?")
        let rows = model.size.rows
        let lines =
            rows < 20 ? details.lines().prefix(4) : details.lines(fitting: model.size.columns - 2).prefix(rows - 14)
        return [Styled(title, .bold)] + lines.map { "  " + $0 }
    }

    func question(_ exchange: ExchangeDocument) -> [Styled] {
        guard model.isConnected else { return [] }
        if model.isUnderWay(exchange) {
            return [Styled(say("the server is being told…", german: "der Server wird informiert…"), .dim)]
        }
        if model.isDenying { return denial }
        return switch exchange.state {
        case .received:
            [Styled(say("the server is asked who it is…", german: "der Server wird gefragt, wer es ist…"), .dim)]
        case .acknowledged: model.isArmed ? answers : [moment, ""]
        case .allowed: number(exchange)
        case .authenticated, .denied, .cancelled, .expired, .refused, .unresolved: []
        }
    }

    /// In place of keys that answer nothing yet.
    private var moment: Styled {
        Styled(say("a moment…", german: "einen Moment…"), .dim)
    }

    private var answers: [Styled] {
        [
            Self.keys([
                ("a", say("allow: it is me, the number comes next", german: "erlauben: das bin ich, dann die Zahl"))
            ]),
            Self.keys([("d", say("deny: nobody gets in", german: "ablehnen: niemand kommt hinein"))]),
        ]
    }

    private var denial: [Styled] {
        [
            Styled(say("Deny. Did you start it yourself?", german: "Ablehnen. Waren Sie das selbst?"), .bold),
            Self.keys([
                ("n", say("no, not me", german: "nein, ich nicht")),
                (String(WatchModel.yes(in: say)), say("yes", german: "ja")), ("Esc", say("back", german: "zurück")),
            ]),
        ]
    }

    private func number(_ exchange: ExchangeDocument) -> [Styled] {
        let ask = say("Type the number that the page shows:", german: "Tippen Sie die Zahl von der Webseite:")
        let choices = (exchange.choices ?? []).joined(separator: "  ")
        let offered = DisplayWidth.wrapped(choices, to: model.size.columns - 2).map { Styled("  " + $0, .bold) }
        let working = Self.keys([("Enter", say("send", german: "senden")), ("d", say("deny", german: "ablehnen"))])
        return [Styled(ask)] + offered + [
            Styled("> \(model.typed)_", .bold).padded(to: 10) + (model.isArmed ? working : moment)
        ]
    }
}
