import LocalAPIModel
import Messages

// How a sign-in ended, and what went wrong on the way.

extension SignInWords {
    func ended() -> Notice {
        Notice(title: endTitle, lines: [endLine].filter { !$0.isEmpty }, waits: false)
    }

    private var endTitle: String {
        let who = text.who.count > 40 ? text.who.prefix(39) + "…" : text.who
        return switch text.exchange.state {
        case .received, .acknowledged, .allowed, .authenticated:
            say("Signed in to \(who)", german: "Angemeldet bei \(who)")
        case .denied: say("Denied: sign-in to \(who)", german: "Abgelehnt: Anmeldung bei \(who)")
        case .cancelled: say("Called off: sign-in to \(who)", german: "Abgebrochen: Anmeldung bei \(who)")
        case .expired: say("Expired: sign-in to \(who)", german: "Abgelaufen: Anmeldung bei \(who)")
        case .refused: say("Failed: sign-in to \(who)", german: "Fehlgeschlagen: Anmeldung bei \(who)")
        case .unresolved:
            say("Not known: sign-in to \(who)", german: "Ungeklärt: Anmeldung bei \(who)")
        }
    }

    private var endLine: String {
        let isElsewhere = text.exchange.endedBy == .remote
        switch text.exchange.state {
        case .received, .acknowledged, .allowed: return ""
        case .authenticated:
            return isElsewhere
                ? say(
                    "It was answered elsewhere. If not by you, tell your administrator at once.",
                    german: "Die Antwort kam von anderer Stelle. Wenn nicht von Ihnen, "
                        + "sagen Sie es sofort Ihrer Administration.")
                : say("The web page goes on by itself.", german: "Die Webseite geht von selbst weiter.")
        case .denied where text.exchange.reason == Desk.notMe:
            return say(
                "Somebody else may know your password: tell your administrator.",
                german: "Vielleicht kennt jemand Ihr Passwort: sagen Sie es Ihrer Administration.")
        case .denied, .cancelled:
            return isElsewhere
                ? say("It was answered elsewhere.", german: "Die Antwort kam von anderer Stelle.")
                : say("Nobody was signed in.", german: "Niemand wurde angemeldet.")
        case .expired: return say("Nobody answered in time.", german: "Niemand hat rechtzeitig geantwortet.")
        case .refused, .unresolved: return text.failure.capitalizedFirst
        }
    }

    func remark(_ remark: Prompt.Remark) -> String {
        switch remark {
        case .tooSoon:
            say(
                "That was too soon to have been read, so it answered nothing. Please answer now.",
                german: "Das kam zu früh, um gelesen zu sein, und hat nichts beantwortet. Bitte antworten Sie jetzt.")
        case .failed(.declined(let problem)): problem.phrase.text(in: say).capitalizedFirst
        case .failed(.unanswered):
            say(
                "smartpushd gave no answer. Please try again.",
                german: "smartpushd hat nicht geantwortet. Bitte versuchen Sie es noch einmal.")
        case .noDialog:
            say(
                "No program is there to ask for the number (zenity, kdialog or pinentry). In a terminal: smartpush watch",
                german: "Kein Programm ist da, das nach der Zahl fragt (zenity, kdialog oder pinentry). "
                    + "Im Terminal: smartpush watch")
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String {
        first.map { $0.uppercased() + dropFirst() } ?? ""
    }
}
