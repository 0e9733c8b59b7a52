import LocalAPIClient
import LocalAPIModel
import PushExchange

extension FailureMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .signIn(let code, _, let words): Self.words(code, .signIn, quoting: words)
        case .enrollment(let code, _, let words): Self.words(code, .enrollment, quoting: words)
        case .problem(let code, let detail): code.german(SafeText.line(detail))
        case .inbox(let code, let detail): InboxRefusalInGerman.words(code, SafeText.line(detail))
        case .noReason: "ein Grund ist nicht angegeben"
        case .noConnection(let why): why.german
        case .noAnswer(let failure): failure.german
        case .daemonUnreachable(let path, let why): "smartpushd ist unter \(path) nicht erreichbar (\(why.german))"
        case .daemonToBeStarted(let path, let why):
            "\(Self.daemonUnreachable(path: path, why).german); starten Sie es mit: systemctl --user start smartpushd"
        case .unintelligible(let why):
            "smartpushd gab keine verständliche Antwort (\(why.german)); siehe: journalctl --user -u smartpushd"
        case .cancelled: "aufgegeben, bevor die Antwort kam"
        }
    }

    private static func words(_ code: String, _ subject: Refusal.Subject, quoting words: String?) -> String {
        let failure = Failure(code: code, record: nil, subject: subject)
        guard case .refused(var refusal) = failure else { return failure.german }
        refusal.words = words.flatMap { $0.isEmpty ? nil : $0 }
        let text = Failure.refused(refusal).german
        return text.contains(code) ? text : "\(text) (\(SafeText.line(code)))"
    }
}

extension Problem.Code {
    /// Details that only the daemon knows (a path, a cause from the system) are not translated.
    fileprivate func german(_ detail: String) -> String {
        switch self {
        case .invalidRequest: "die Anfrage ist nicht gültig (\(detail))"
        case .notFound: "es gibt nichts mit dieser ID; geben Sie sie ganz an, oder ihre ersten 6 oder mehr Zeichen"
        case .methodNotAllowed: "diesen Aufruf gibt es nicht; aktualisieren Sie smartpush und smartpushd zusammen"
        case .confirmServer:
            "den Server nennt nur der Link; wenn er der Ihrer Firma ist, geben Sie ihn selbst an, mit --server URL"
        case .ambiguousID: "mehr als eine ID beginnt so; geben Sie mehr davon an"
        case .wrongState: "das ist im jetzigen Zustand der Anmeldung nicht möglich; siehe: smartpush show"
        case .conflict:
            "für dieses Konto ist schon ein Gerät registriert; entfernen Sie es zuerst (smartpush unenroll)"
        case .expired: "die Anmeldung ist abgelaufen; starten Sie sie auf der Webseite neu"
        case .tooLarge: "die Anfrage ist zu groß; kürzen Sie sie"
        case .wrongNumber: "das ist keine der Zahlen; nichts wurde gesendet, sehen Sie noch einmal auf die Webseite"
        // The server's code and its own words are only in the detail.
        case .refused: "der Server hat abgelehnt (\(detail))"
        case .unresolved: "es ist nicht bekannt, wie es ausging; siehe: smartpush show"
        case .unreachable: "der Server ist nicht erreichbar (\(detail))"
        case .unavailable: "das ist im Moment nicht möglich (\(detail))"
        }
    }
}

private enum InboxRefusalInGerman {
    static func words(_ code: String, _ detail: String) -> String {
        switch code {
        case "too_large": "mehr als 64 KiB hat kein Push; kürzen Sie ihn"
        case "unknown_enrollment":
            "für diesen tenant_key und sub ist kein Gerät registriert; siehe: smartpush help enroll"
        case "unsupported_type": "hier werden nur Pushes mit dem verification_type PUSH beantwortet"
        case "expired": "expires_at ist vorbei; starten Sie die Anmeldung neu"
        case "queue_full":
            "zu viele Anmeldungen sind offen; beantworten Sie einige, und geben Sie den Push dann noch einmal ab"
        // Only the daemon knows what is wrong with it or with the disk.
        default: detail
        }
    }
}

extension UnusableAnswer {
    /// The words in German, as a part of a sentence.
    var german: String {
        switch self {
        case .http(let failure): failure.german
        case .noProblem(let status): "Status \(status) ohne Problem-Dokument"
        case .requestNotEncodable: "die Anfrage lässt sich nicht als JSON schreiben"
        case .unexpectedDocument: "die Antwort ist nicht das erwartete Dokument"
        case .noInboxAnswer: "die Antwort der Inbox ist nicht lesbar"
        case .noEventStream(let type):
            "die Antwort ist \(type.map(SafeText.line) ?? "nichts"), kein Strom von Ereignissen"
        case .eventTooLarge: "ein Ereignis ist zu groß"
        case .unusableEvent: "ein Ereignis ist keine Anmeldung mit einer ID"
        }
    }
}

extension HTTPFailure {
    /// The words in German, as a part of a sentence.
    var german: String {
        switch self {
        case .unreachable(let why): why.german
        case .timedOut: "keine Antwort in der Zeit"
        case .cutShort: "die Verbindung endete, bevor die Antwort ganz war"
        case .tooLarge(let limit): "die Antwort ist größer als \(limit) Bytes"
        case .malformed(let why): "die Antwort ist kein HTTP (\(SafeText.line(why)))"
        case .cancelled: "vom Aufrufer aufgegeben"
        }
    }
}

extension Unreachable {
    /// The words in German, as a part of a sentence.
    var german: String {
        switch self {
        case .noSocket: "dort ist kein Socket"
        case .nothingListens: "dort hört niemand zu"
        case .notPermitted: "nicht erlaubt"
        case .noStreamSocket: "das ist kein Stream-Socket"
        case .pathTooLong: "der Pfad des Sockets ist zu lang: höchstens 107 Bytes"
        case .unknownHost(let host): "für \(SafeText.line(host)) ist keine Adresse bekannt"
        case .noAnswer: "keine Antwort in der Zeit"
        case .system(let code): "Fehler \(code) von connect"
        case .other(let words): SafeText.line(words)
        }
    }
}
