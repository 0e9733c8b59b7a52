import LocalAPIModel
import Messages

/// The prompt's own words about one sign-in: what signs in, from where, and what an answer will do.
struct SignInWords {
    let text: SignInText
    /// The time for which what is left is told.
    let now: Double

    init(_ text: SignInText, now: Double) {
        self.text = text
        self.now = now
    }

    var say: Language { text.language }

    /// Whoever starts a sign-in chooses some of its words: long ones must not push the rest from the screen.
    private func short(_ words: String, _ most: Int = 60) -> String {
        words.count > most ? words.prefix(most - 1) + "…" : words
    }

    private var who: String { short(text.who, 40) }

    // MARK: The first question

    func asking(_ buttons: NotificationService.Buttons) -> Notice {
        var lines: [String] = []
        let message = short(text.message, 100)
        if !message.isEmpty { lines.append(say("“\(message)”", german: "„\(message)“")) }
        lines += origin + [text.left(now: now)]
        lines.append(
            say(
                "Allow: then pick the number that the web page shows. Deny: nobody is signed in.",
                german: "Erlauben: wählen Sie dann die Zahl, die die Webseite zeigt. "
                    + "Ablehnen: niemand wird angemeldet."))
        if buttons == .inMenu { lines.append(menu) }
        return Notice(
            title: say("Sign in to \(who)?", german: "Anmelden bei \(who)?"), lines: lines.filter { !$0.isEmpty },
            buttons: [.init(.allow, say("Allow", german: "Erlauben")), deny])
    }

    private var origin: [String] {
        // The whole address has the place in it.
        let place = text.address.isEmpty ? text.place : text.address
        let from = [place, place == text.ip ? "" : text.ip].filter { !$0.isEmpty }.map { short($0) }
        return [
            labelled(say("From", german: "Von"), from.joined(separator: " · ")),
            labelled(say("With", german: "Mit"), text.device), labelled(say("Account", german: "Konto"), account),
        ]
    }

    /// An account may be a long number: its beginning tells it from another.
    private var account: String {
        text.exchange.sub.count > 24
            ? SignInText(shortened(text.exchange), in: say).account : text.account
    }

    private func shortened(_ exchange: ExchangeDocument) -> ExchangeDocument {
        var exchange = exchange
        exchange.sub = exchange.sub.prefix(8) + "…"
        return exchange
    }

    private func labelled(_ label: String, _ value: String) -> String {
        value.isEmpty ? "" : "\(label): \(short(value, 120))"
    }

    private var menu: String {
        say(
            "To answer, open this notification's menu.",
            german: "Zum Antworten öffnen Sie das Menü dieser Benachrichtigung.")
    }

    private var deny: Notice.Button {
        .init(.deny, say("Deny", german: "Ablehnen"))
    }

    // MARK: The steps after it

    func denying() -> Notice {
        Notice(
            title: say("Deny: was it you?", german: "Ablehnen: waren Sie es?"),
            lines: [
                say("Who started the sign-in to \(who)?", german: "Wer hat die Anmeldung bei \(who) begonnen?"),
                say(
                    "Not me: it is denied, and the server is told that it was not you.",
                    german: "Nicht ich: sie wird abgelehnt, und der Server erfährt, dass Sie es nicht waren."),
                say("It was me: it is denied.", german: "Ich war es: sie wird abgelehnt."),
                text.left(now: now),
            ],
            buttons: [
                .init(.notMe, say("Not me", german: "Nicht ich")),
                .init(.wasMe, say("It was me", german: "Ich war es")),
                .init(.back, say("Back", german: "Zurück")),
            ])
    }

    func choosing(_ choices: [String], _ service: NotificationService, hasDialog: Bool) -> Notice {
        let hasRoom = service.hasRoom(for: choices)
        let numbers = choices.map { Notice.Button(.number($0), short(SafeText.line($0), 12)) }
        let open = Notice.Button(.ask, say("Give the number", german: "Zahl angeben"))
        var lines = [
            say(
                "Pick the one that the web page shows: it signs you in to \(who).",
                german: "Wählen Sie die, die die Webseite zeigt: sie meldet Sie bei \(who) an.")
        ]
        if hasDialog { lines.append(say("A window asks for it.", german: "Ein Fenster fragt danach.")) }
        if !hasDialog, service.buttons == .inMenu { lines.append(menu) }
        return Notice(
            title: say("Which number?", german: "Welche Zahl?"),
            lines: lines + [text.left(now: now)], buttons: (hasRoom ? numbers : hasDialog ? [] : [open]) + [deny])
    }

    func underWay(_ step: Prompt.Step) -> Notice {
        let name = if case .sending(let decision) = step { decision.word } else { text.exchange.operation?.name ?? "" }
        let what =
            switch name {
            case "allow":
                say("Telling the server that you allow it …", german: "Dem Server wird die Erlaubnis gesagt …")
            case "deny": say("Telling the server that you deny it …", german: "Dem Server wird die Ablehnung gesagt …")
            case "verify": say("The server checks the number …", german: "Der Server prüft die Zahl …")
            default: say("The server is being told …", german: "Es wird dem Server gesagt …")
            }
        return Notice(title: say("Sign-in to \(who)", german: "Anmeldung bei \(who)"), lines: [what])
    }

    // MARK: The dialog

    /// Those that a dialog's program can't take for something else; none where one is not of that kind.
    private static func choices(_ exchange: ExchangeDocument) -> [String] {
        let choices = exchange.choices ?? []
        return choices.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } } ? choices : []
    }

    func question() -> Question {
        let choices = Self.choices(text.exchange)
        let what =
            choices.isEmpty
            ? say("Type the number that the web page shows.", german: "Tippen Sie die Zahl, die die Webseite zeigt.")
            : say("Which number does the web page show?", german: "Welche Zahl zeigt die Webseite?")
        return Question(
            title: say("Sign in to \(who)", german: "Anmelden bei \(who)"),
            text: [what, who, short(text.place), short(text.device)].filter { !$0.isEmpty }.joined(separator: "\n"),
            choices: choices, accept: say("Sign in", german: "Anmelden"), cancel: say("Not now", german: "Nicht jetzt"))
    }
}
