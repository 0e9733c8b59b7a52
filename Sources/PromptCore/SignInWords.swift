import LocalAPI
import Wording

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
        if !text.message.isEmpty { lines.append("“\(short(text.message, 100))”") }
        lines += origin + [text.left(now: now)]
        lines.append(
            say(
                "Allow: next, you pick the number that the web page shows. Deny: nobody is signed in.",
                german: "Erlauben: als Nächstes wählen Sie die Zahl, die die Webseite zeigt. "
                    + "Ablehnen: niemand wird angemeldet."))
        if buttons == .inMenu { lines.append(menu) }
        return Notice(
            title: say("Sign in to \(who)?", german: "Bei \(who) anmelden?"), lines: lines.filter { !$0.isEmpty },
            buttons: [.init(.allow, say("Allow", german: "Erlauben")), deny])
    }

    private var origin: [String] {
        let known = text.place == text.ip ? [text.address, text.ip] : [text.place, text.address, text.ip]
        let from = known.filter { !$0.isEmpty }.map { short($0) }.joined(separator: " · ")
        return [
            labelled(say("From", german: "Von"), from), labelled(say("With", german: "Mit"), text.device),
            labelled(say("Account", german: "Konto"), text.account),
        ]
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
            title: say("Deny: did you start it yourself?", german: "Ablehnen: haben Sie sie selbst begonnen?"),
            lines: [
                say("The sign-in to \(who).", german: "Die Anmeldung bei \(who)."),
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
            say("Signing in to \(who).", german: "Anmeldung bei \(who)."),
            say("The right number signs the web page in.", german: "Die richtige Zahl meldet die Webseite an."),
        ]
        if hasDialog { lines.append(say("A window asks for it.", german: "Ein Fenster fragt danach.")) }
        if !hasDialog, service.buttons == .inMenu { lines.append(menu) }
        return Notice(
            title: say("Which number does the web page show?", german: "Welche Zahl zeigt die Webseite?"),
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

    func question() -> Question {
        let choices = text.exchange.choices ?? []
        let what =
            choices.isEmpty
            ? say("Type the number that the web page shows.", german: "Tippen Sie die Zahl, die die Webseite zeigt.")
            : say("Which number does the web page show?", german: "Welche Zahl zeigt die Webseite?")
        return Question(
            title: say("Sign in to \(who)", german: "Bei \(who) anmelden"),
            text: what + "\n" + say("It signs in: ", german: "Es meldet sich an: ")
                + [who, short(text.place), short(text.device)].filter { !$0.isEmpty }.joined(separator: ", "),
            choices: choices, accept: say("Sign in", german: "Anmelden"), cancel: say("Not now", german: "Nicht jetzt"))
    }
}
