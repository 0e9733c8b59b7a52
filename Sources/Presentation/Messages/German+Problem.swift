import PushExchange

extension ProblemMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .device(let message): message.german
        case .noSignIn: "keine Anmeldung hat diese ID, oder eine, die mit diesen 6 oder mehr Zeichen beginnt"
        case .noEnrollment: "keine Registrierung hat diese ID, oder eine, die mit diesen 6 oder mehr Zeichen beginnt"
        case .noScan:
            "keine Registrierung mit einem Link hat diese ID; geben Sie den Link an, oder beginnen Sie auf der Webseite neu"
        case .ambiguousID: "mehr als eine ID beginnt so; geben Sie mehr davon an"
        case .enrolledAlready(let account, let id):
            "\(SafeText.line(account)) ist schon registriert, als \(id); um neu zu registrieren, zuerst: "
                + "smartpush unenroll \(id)"
        case .tooManyScans:
            "16 Links warten schon auf ihre Zahl; schließen Sie einen ab, oder warten Sie, bis einer abläuft"
        case .wrongNumber: "das ist keine der Zahlen; nichts wurde gesendet, sehen Sie noch einmal auf die Webseite"
        case .signInExpired: "die Anmeldung ist abgelaufen; starten Sie sie auf der Webseite neu"
        case .linkExpired: "der Link ist abgelaufen; beginnen Sie die Registrierung auf der Webseite neu"
        case .confirmServer(let origin):
            "nur der Link nennt den Server \(SafeText.line(origin)), den dieses Gerät nicht kennt; wenn er der richtige "
                + "ist, geben Sie ihn selbst an: base_url, oder --server"
        case .noServer:
            "weder die Anfrage noch der Link noch die Konfiguration nennt den Server; geben Sie base_url an, oder --server"
        case .noClientID:
            "weder die Anfrage noch der Link noch die Konfiguration nennt die client_id; geben Sie client_id an, oder "
                + "--client-id: wer den Tenant verwaltet, kennt sie"
        case .serverNotAllowed(let origin):
            "\(SafeText.line(origin)) gehört nicht zu den Servern, die auf diesem Rechner erlaubt sind (allowed_servers)"
        case .numberMissing:
            "der Server begann die Registrierung, gab aber keine Zahl, um sie abzuschließen; registrieren Sie das Gerät "
                + "mit dem Link auf seiner Webseite"
        case .stepRefused(let failure): "\(failure.german) (\(failure.code))"
        case .unreachable(let failure, let advice): (failure?.german ?? "die Zahl wurde nicht gesendet") + advice.german
        case .noPendingList(let failure):
            "keine Liste wartender Anmeldungen konnte abgerufen werden: \(failure.german)"
        case .stopping: "der Daemon wird beendet; versuchen Sie es, wenn er wieder da ist"
        case .takingUp: "die Anmeldung wird nach einem Neustart wieder aufgenommen; versuchen Sie es noch einmal"
        case .deregistering:
            "der Server erfährt gerade, dass dieses Gerät entfernt wurde; versuchen Sie es noch einmal"
        case .fault(let description): description
        case .emptyValue(let key): "\(key) ist leer"
        case .longValue(let key): "\(key) hat mehr als 4.096 Zeichen"
        case .baseURL(let fault):
            "\(fault.german); sie muss wie https://example.cidaas.de aussehen (oder http:// zu diesem Rechner selbst)"
        case .lineTooLarge: "eine Zeile hat höchstens 64 KiB; die Verbindung wird geschlossen"
        case .tooManyConnections: "zu viele Verbindungen; geben Sie den Push später noch einmal ab"
        case .unanswered: "keine Antwort; geben Sie den Push noch einmal ab"
        case .unsupportedType: "hier werden nur Pushes mit dem verification_type PUSH beantwortet"
        case .unknownEnrollment: "für diesen tenant_key und sub ist kein Gerät registriert; siehe: smartpush enroll"
        case .pushExpired: "expires_at ist vorbei; starten Sie die Anmeldung neu"
        case .queueFull:
            "zu viele Anmeldungen sind offen; beantworten Sie einige, und geben Sie den Push dann noch einmal ab"
        case .stoppingInbox: "der Daemon wird beendet; geben Sie den Push noch einmal ab, wenn er wieder da ist"
        }
    }
}

extension NoAnswerAdvice {
    /// What follows the reason.
    fileprivate var german: String {
        switch self {
        case .none: ""
        case .giveLinkAgain: "; geben Sie den Link noch einmal an, um zu sehen, ob er angenommen wurde"
        case .pushIDIsFoundOut:
            "; welche push_id beim Server gilt, stellt der Daemon fest, bevor er etwas anderes fragt"
        }
    }
}

extension BaseURLFault {
    fileprivate var german: String {
        switch self {
        case .notAURL: "base_url ist keine URL"
        case .withUserQueryOrFragment: "base_url hat einen Benutzer, eine Abfrage oder ein Fragment"
        case .notHTTPS: "base_url ist nicht https"
        case .wrongCharacter: "base_url hat ein Zeichen, das eine URL nicht haben kann"
        }
    }
}
