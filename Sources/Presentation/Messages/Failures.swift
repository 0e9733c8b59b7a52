package import LocalAPIClient
package import LocalAPIModel

// The daemon gives an error as a code for programs and a sentence in English. In other languages the code decides.

extension FailureDocument {
    /// Why a step failed, and what to do.
    package var phrase: Phrase {
        Phrase(Voice.sentence(SafeText.line(detail)), german: german)
    }

    private var german: String {
        let again = "starten Sie die Anmeldung auf der Webseite neu"
        return switch code {
        case "VER_0032": "der Server sagt, dass diese Anmeldung darauf nicht mehr wartet; \(again)"
        case "VER_0033": "der Server sagt, dass die Anmeldung abgelaufen ist; \(again)"
        case "VER_0041": "der Server sagt, dass die Zahl falsch ist; \(again)"
        case "VER_0046": "der Server sagt, dass die Zahl fehlt; melden Sie das bitte, es ist ein Fehler von smartpush"
        case "VER_0040":
            "der Server kennt dieses Gerät nicht mehr; registrieren Sie es neu (smartpush unenroll, dann smartpush enroll)"
        case "VER_0004", "VER_0005", "VER1003", "VER1004", "http_404", "http_417":
            "der Server versteht die Anfrage nicht (\(code)); vielleicht hat die Registrierung den falschen path_set"
        case "http_401", "http_403": "der Server lässt dieses Gerät nicht antworten (\(code)); registrieren Sie es neu"
        case "acknowledge_lost": "die Antwort des Servers auf die Empfangsmeldung ging verloren; \(again)"
        case "allow_lost": "die Antwort des Servers auf das Erlauben ging verloren, und mit ihr die Zahlen; \(again)"
        case "deny_unknown":
            "es ist nicht bekannt, ob die Ablehnung beim Server ankam; war es nicht Ihre Anmeldung, "
                + "sagen Sie es Ihrer Administration"
        case "cancel_unknown":
            "es ist nicht bekannt, ob der Abbruch beim Server ankam; war es nicht Ihre Anmeldung, "
                + "sagen Sie es Ihrer Administration"
        case "verify_unknown":
            "es ist nicht bekannt, ob die Zahl beim Server ankam; sehen Sie auf der Webseite nach, und starten Sie "
                + "die Anmeldung neu, falls sie noch wartet"
        default: "der Server hat abgelehnt (\(SafeText.line(code))); \(again)"
        }
    }
}

extension Problem {
    /// Why a call was declined, and what to do.
    package var phrase: Phrase {
        Phrase(Voice.sentence(SafeText.line(detail)), german: german)
    }

    /// What only the daemon knows (a path, a cause from the system) stays as it says it.
    private var german: String {
        switch code {
        case .invalidRequest: "die Anfrage ist nicht gültig (\(SafeText.line(detail)))"
        case .notFound: "es gibt nichts mit dieser ID; geben Sie sie ganz an, oder ihre ersten 6 oder mehr Zeichen"
        case .ambiguousID: "mehr als eine ID beginnt so; geben Sie mehr davon an"
        case .wrongState: "das ist im jetzigen Zustand der Anmeldung nicht möglich; siehe: smartpush show"
        case .conflict:
            "für diesen tenant_key und sub ist schon ein Gerät registriert; entfernen Sie es zuerst (smartpush unenroll)"
        case .expired: "die Anmeldung ist abgelaufen; starten Sie sie auf der Webseite neu"
        case .tooLarge: "die Anfrage ist zu groß; kürzen Sie sie"
        case .wrongNumber: "das ist keine der Zahlen; nichts wurde gesendet, sehen Sie noch einmal auf die Webseite"
        case .refused: "der Server hat abgelehnt; Näheres zeigt smartpush show, oder die Webseite"
        case .unresolved: "es ist nicht bekannt, wie es ausging; siehe: smartpush show"
        case .unreachable: "der Server ist nicht erreichbar (\(SafeText.line(detail)))"
        case .unavailable: "das ist im Moment nicht möglich (\(SafeText.line(detail)))"
        }
    }
}

extension InboxAnswer.Refusal {
    /// Why a push was not taken, and what to do.
    package var phrase: Phrase {
        Phrase(Voice.sentence(SafeText.line(detail)), german: german)
    }

    private var german: String {
        switch code {
        case "too_large": "mehr als 64 KiB hat kein Push; kürzen Sie ihn"
        case "unknown_enrollment":
            "für diesen tenant_key und sub ist kein Gerät registriert; siehe: smartpush help enroll"
        case "unsupported_type": "hier werden nur Pushes mit dem verification_type PUSH beantwortet"
        case "expired": "expires_at ist vorbei; starten Sie die Anmeldung neu"
        case "queue_full":
            "zu viele Anmeldungen sind offen; beantworten Sie einige, und geben Sie den Push dann noch einmal ab"
        // What is wrong with it, or with the disk, only the daemon knows.
        default: SafeText.line(detail)
        }
    }
}

extension Unreachable {
    /// Why there was no connection.
    package var phrase: Phrase {
        Phrase(SafeText.line(description), german: german)
    }

    private var german: String {
        switch self {
        case .noSocket: "dort ist kein Socket"
        case .nothingListens: "dort hört niemand zu"
        case .notPermitted: "nicht erlaubt"
        case .noStreamSocket: "das ist kein Stream-Socket"
        case .pathTooLong: "der Pfad des Sockets ist zu lang: höchstens 107 Bytes"
        case .unknownHost(let host): "für \(SafeText.line(host)) ist keine Adresse bekannt"
        case .noAnswer: "keine Antwort in der Zeit"
        case .other(let words): SafeText.line(words)
        }
    }
}
