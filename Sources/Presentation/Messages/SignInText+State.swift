package import LocalAPIModel

// Where a sign-in stands, and what has become of it.

extension SignInText {
    /// One word, for a table. In English it is the API's.
    package var state: String {
        exchange.state.word.text(in: language)
    }

    /// The step that is under way, as a noun; empty where none is.
    package var step: String {
        guard let name = exchange.operation?.name else { return "" }
        return switch name {
        case "acknowledge": language("acknowledge", german: "Meldung an den Server")
        case "allow": language("allow", german: "Erlauben")
        case "deny": language("deny", german: "Ablehnen")
        case "cancel": language("cancel", german: "Abbrechen")
        case "verify": language("verify", german: "Prüfen der Zahl")
        default: SafeText.line(name)
        }
    }

    /// A short sentence: what is waited for, or how it ended, and where.
    package var standing: String {
        guard exchange.operation == nil || !exchange.state.isOpen else {
            return language("the server is being told", german: "wird dem Server gesagt")
        }
        return switch exchange.state {
        case .received: language("has arrived", german: "ist eingetroffen")
        case .acknowledged: language("waits for your answer", german: "wartet auf Ihre Antwort")
        case .allowed: language("waits for the number", german: "wartet auf die Zahl")
        case .authenticated: language("signed in", german: "angemeldet") + elsewhere
        case .denied: language("denied", german: "abgelehnt") + elsewhere
        case .cancelled: language("called off", german: "abgebrochen") + elsewhere
        case .expired: language("nobody answered in time", german: "niemand hat rechtzeitig geantwortet")
        case .refused, .unresolved: failure.isEmpty ? state : failure
        }
    }

    /// Why it was refused, or what is not known, and what to do; empty where nothing has failed.
    package var failure: String {
        exchange.failure?.phrase.text(in: language) ?? ""
    }

    private var elsewhere: String {
        exchange.endedBy == .remote ? language(" elsewhere", german: ", an anderer Stelle") : ""
    }
}

extension ExchangeState {
    package var word: Phrase {
        switch self {
        case .received: Phrase(rawValue, german: "eingetroffen")
        case .acknowledged: Phrase(rawValue, german: "wartet")
        case .allowed: Phrase(rawValue, german: "erlaubt")
        case .authenticated: Phrase(rawValue, german: "angemeldet")
        case .denied: Phrase(rawValue, german: "abgelehnt")
        case .cancelled: Phrase(rawValue, german: "abgebrochen")
        case .expired: Phrase(rawValue, german: "abgelaufen")
        case .refused: Phrase(rawValue, german: "verweigert")
        case .unresolved: Phrase(rawValue, german: "ungeklärt")
        }
    }
}

extension EndedBy {
    package var word: Phrase {
        switch self {
        case .user: Phrase("user", german: "Benutzer")
        case .remote: Phrase("remote", german: "andere Stelle")
        case .clock: Phrase("clock", german: "Zeitablauf")
        }
    }
}
