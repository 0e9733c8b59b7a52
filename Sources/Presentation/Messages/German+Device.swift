import PushExchange

extension DeviceMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .failure(let failure): failure.german
        case .request(let failure): failure.german
        case .wrongState(let reason): reason.german
        case .payload(let error): error.german
        case .link(let error): error.german
        case .database(let failure): failure.german
        }
    }
}

extension Failure {
    var german: String {
        switch self {
        case .refused(let refusal): refusal.german
        case .lost(let answer): answer.german
        }
    }
}

extension LostAnswer {
    fileprivate var german: String {
        switch self {
        case .acknowledge: "die Antwort des Servers auf die Empfangsmeldung ging verloren; \(Refusal.signInAgain)"
        case .allow:
            "die Antwort des Servers auf das Erlauben ging verloren, und mit ihr die Zahlen; \(Refusal.signInAgain)"
        case .deny, .cancel:
            "es ist nicht bekannt, ob \(self == .deny ? "die Ablehnung" : "der Abbruch") beim Server ankam; "
                + "war es nicht Ihre Anmeldung, sagen Sie es Ihrer Administration"
        case .verify:
            "es ist nicht bekannt, ob die Zahl beim Server ankam; sehen Sie auf der Webseite nach, und starten Sie "
                + "die Anmeldung neu, falls sie noch wartet"
        case .scan: "der Server nahm den Link an, und seine Antwort ging verloren; \(Refusal.enrollmentAgain)"
        case .enrollmentNumber:
            "es ist nicht bekannt, ob die Zahl beim Server ankam; sehen Sie auf der Webseite nach, ob dieses Gerät dort "
                + "steht, entfernen Sie es, und beginnen Sie die Registrierung neu"
        }
    }
}

extension Refusal {
    /// A client knows only the code, and not always the status.
    fileprivate var german: String {
        let meaning: String? =
            switch subject {
            case .signIn: germanOfSignIn
            case .enrollment: germanOfEnrollment
            case .device: nil
            }
        return (meaning ?? germanOfAny) + (words.map { " (seine Worte: „\(SafeText.line($0))“)" } ?? "")
    }

    private var germanOfSignIn: String? {
        switch code {
        case "VER_0032": "der Server sagt, dass diese Anmeldung darauf nicht mehr wartet; \(Self.signInAgain)"
        case "VER_0033": "der Server sagt, dass die Anmeldung abgelaufen ist; \(Self.signInAgain)"
        case "VER_0041": "der Server sagt, dass die Zahl falsch ist; \(Self.signInAgain)"
        case "VER_0046": Self.numberMissing
        default: nil
        }
    }

    private var germanOfEnrollment: String? {
        switch code {
        case "VER_0032":
            "der Server sagt, dass der Link schon benutzt ist, oder nicht von ihm kommt; \(Self.enrollmentAgain)"
        case "VER_0033": "der Server sagt, dass der Link abgelaufen ist; \(Self.enrollmentAgain)"
        case "VER_0041": "der Server sagt, dass die Zahl falsch ist, und er nimmt nur eine; \(Self.enrollmentAgain)"
        case "VER_0046": Self.numberMissing
        case "VER_0029", "VER_0034", "http_409":
            "der Server sagt, dass dieses Gerät dort schon registriert ist; entfernen Sie es auf der Webseite, und "
                + "beginnen Sie dann neu"
        case "VER_0028", "VER_0030":
            "der Server sagt, dass PUSH dort nicht eingeschaltet ist; fragen Sie, wer ihn betreibt, oder wählen Sie ein "
                + "anderes Verfahren"
        case "VER_0040": "der Server sagt, dass ein anderes Gerät den Link gelesen hat; \(Self.enrollmentAgain)"
        case Refusal.notEnrolled:
            "der Server nahm die Zahl an, sagt aber, dass dieses Gerät nicht registriert ist; \(Self.enrollmentAgain)"
        case "http_401":
            "der Server nimmt die Anmeldung nicht an (\(code)); wer ihn verwaltet, muss diesem Client den Scope "
                + "cidaas:verification_write erlauben"
        case "http_400", "http_417":
            "der Server hat abgelehnt (\(code)); wenn er Push-IDs prüft, geben Sie eine an, die er kennt: push_id, oder "
                + "--push-id"
        default: nil
        }
    }

    private var germanOfAny: String {
        switch code {
        case "VER_0040":
            "der Server kennt dieses Gerät nicht mehr; registrieren Sie es neu (smartpush unenroll, dann smartpush enroll)"
        case "VER_0004", "VER_0005", "VER1003", "VER1004", "http_404", "http_417":
            "der Server versteht die Anfrage nicht (\(code)); vielleicht hat die Registrierung den falschen path_set"
        case "http_401", "http_403": "der Server lässt dieses Gerät nicht antworten (\(code)); registrieren Sie es neu"
        default: "der Server hat abgelehnt (\(SafeText.line(code))); \(whatNextInGerman)"
        }
    }

    private var whatNextInGerman: String {
        switch subject {
        case .signIn: Self.signInAgain
        case .enrollment: Self.enrollmentAgain
        case .device: "sehen Sie auf der Webseite nach, ob dieses Gerät dort noch steht"
        }
    }

    fileprivate static let signInAgain = "starten Sie die Anmeldung auf der Webseite neu"
    fileprivate static let enrollmentAgain =
        "beginnen Sie die Registrierung auf der Webseite neu, die einen neuen Link gibt"
    private static let numberMissing =
        "der Server sagt, dass die Zahl fehlt; melden Sie das bitte, es ist ein Fehler von smartpush"
}

extension RequestFailure {
    var german: String {
        switch reason {
        case .noConnection(let reason): reason.german
        case .noAnswer(let reason): reason.german
        case .unusableAnswer(let answer, let request, let status):
            "der Server \(answer.german(request)) (HTTP \(status))"
        case .refused(let failure): failure.german
        case .pushIDInDoubt:
            "es ist noch nicht bekannt, welche push_id beim Server gilt, da seine Antwort auf die letzte Änderung "
                + "verloren ging"
        }
    }
}

extension RequestFailure.NoConnection {
    fileprivate var german: String {
        switch self {
        case .nameNotResolved: "der Name des Servers lässt sich nicht auflösen"
        case .refused: "keine Verbindung zum Server"
        case .timedOut: "keine Verbindung zum Server in der Zeit"
        case .tlsFailed:
            "keine sichere Verbindung zum Server; prüfen Sie, ob sein Zertifikat gültig und vertrauenswürdig ist"
        case .tlsTimedOut: "der Server hat die sichere Verbindung nicht rechtzeitig hergestellt"
        case .certificateForAnotherName: "das Zertifikat des Servers gilt nicht für seinen Namen"
        case .proxyUnreachable:
            "keine Verbindung zum Proxy; prüfen Sie den Schlüssel proxy oder HTTPS_PROXY"
        case .proxyAsksForPassword:
            "der Proxy verlangt Benutzer und Passwort; tragen Sie sie im Schlüssel proxy ein: "
                + "http://user:password@host:port"
        case .proxyRefused:
            "der Proxy hat keine Verbindung zum Server hergestellt; prüfen Sie, ob er das darf, oder nennen Sie den "
                + "Server in NO_PROXY"
        case .unusableAddress: "die base_url der Registrierung ist nicht verwendbar"
        case .stopping: "der Daemon wird beendet"
        }
    }
}

extension RequestFailure.NoAnswer {
    fileprivate var german: String {
        switch self {
        case .timedOut: "der Server hat nicht rechtzeitig geantwortet"
        case .connectionLost: "die Verbindung zum Server brach ab, bevor er geantwortet hatte"
        case .tooLarge: "die Antwort des Servers ist größer als 1 MiB"
        case .stopping: "der Daemon wurde beendet, bevor der Server geantwortet hatte"
        }
    }
}

extension RequestFailure.UnusableAnswer {
    /// What the server did.
    fileprivate func german(_ request: RequestName) -> String {
        switch self {
        case .askedToWait: "bittet zu warten"
        case .requestTimeout: "hat nicht länger auf die Anfrage gewartet"
        case .redirect: "verweist woandershin, was nicht befolgt wird"
        case .noSuchPath: "hat keinen Pfad für \(request.rawValue), oder ein Gateway davor blockiert die Anfrage"
        case .serverError: request.withoutAnswerInGerman
        case .unexpectedContent: "hat auf \(request.rawValue) etwas anderes geantwortet"
        case .noNextID: "hat auf \(request.rawValue) ohne eine ID für den nächsten Schritt geantwortet"
        }
    }
}

extension RequestName {
    fileprivate var withoutAnswerInGerman: String {
        switch self {
        case .acknowledge, .allow, .deny, .cancel, .verify, .initiate, .scan, .enroll: "hat selbst einen Fehler"
        case .status: "hat den Stand nicht genannt"
        case .pendingList: "hat die Liste der wartenden Anmeldungen nicht gegeben"
        case .configuredList: "hat die Liste der Registrierungen nicht gegeben"
        case .pushID, .cancelEnrollment, .unenroll: "hat die Änderung nicht angenommen"
        }
    }
}

extension WrongState {
    fileprivate var german: String {
        switch self {
        case .underWay(let step): "\(step.rawValue) ist unterwegs; warten Sie auf den Ausgang"
        case .notAcknowledged:
            "der Server weiß noch nicht, dass der Push angekommen ist; versuchen Sie es gleich noch einmal"
        case .notAllowed: "die Anmeldung muss erlaubt sein, bevor eine Zahl gesendet werden kann"
        case .notPossible(let step, let state):
            "\(step.rawValue) ist nicht möglich, solange die Anmeldung \(state.rawValue) ist"
        case .ended(let state, let elsewhere):
            "die Anmeldung ist \(elsewhere ? "anderswo " : "")zu Ende gegangen: \(state.rawValue)"
        case .scanUnanswered: "der Server hat den Link noch nicht beantwortet; geben Sie ihn noch einmal an"
        case .linkBeingScanned: "dieser Link ist schon unterwegs; warten Sie auf die Antwort"
        case .anotherNumberUnderWay: "eine andere Zahl ist unterwegs; warten Sie auf den Ausgang"
        case .accountBeingEnrolled: "eine Zahl für dieses Konto ist unterwegs; warten Sie auf den Ausgang"
        case .numberUnderWay: "ihre Zahl ist unterwegs; warten Sie auf den Ausgang"
        case .scanEnded: "diese Registrierung mit einem Link ist schon beendet"
        case .scanCancelled: "diese Registrierung wurde aufgegeben; beginnen Sie sie auf der Webseite neu"
        }
    }
}

extension PushPayloadError {
    fileprivate var german: String {
        switch self {
        case .notJSON: "kein gültiges JSON"
        case .notAnObject: "kein JSON-Objekt"
        case .missing(let key): "\(key) fehlt"
        case .wrongType(let key): "\(key) hat den falschen Typ"
        case .unusable(let key): "\(key) fehlt, ist leer oder hat den falschen Typ"
        case .incomprehensible(let key): key.map { "\($0) ist nicht zu verstehen" } ?? "nicht zu verstehen"
        case .tooLong(let key): "\(key) ist zu lang"
        case .nestedTooDeeply: "data ist zu tief verschachtelt"
        }
    }
}

extension EnrollmentLinkError {
    fileprivate var german: String {
        switch self {
        case .notALink: "das ist kein Link zum Registrieren; kopieren Sie den ganzen Link, den die Webseite zeigt"
        case .missing(let key):
            "im Link fehlt \(key), oder es ist nicht verwendbar; kopieren Sie den ganzen Link, den die Webseite zeigt"
        case .tooLong:
            "der Link hat mehr als 16.384 Zeichen; kopieren Sie den Link, den die Webseite zeigt, und sonst nichts"
        }
    }
}

extension DatabaseFailure {
    var german: String {
        switch self {
        case .full(let path):
            "der Datenträger ist voll, deshalb kann \(path) nicht geschrieben werden; schaffen Sie Platz, nichts "
                + "Angenommenes geht verloren"
        case .notWritable(let path):
            "\(path) kann nicht zum Schreiben geöffnet werden; prüfen Sie, ob der Ordner da ist, Ihnen gehört (ls -la) "
                + "und beschreibbar ist"
        case .damaged(let path, let detail):
            "\(path) ist beschädigt (\(detail)); starten Sie smartpushd neu: es bewahrt die Datei auf und legt eine neue an"
        case .newer(let path):
            "\(path) stammt von einem neueren smartpush; installieren Sie dieses wieder, oder legen Sie die Datei beiseite "
                + "und registrieren Sie neu"
        case .locked(let path):
            "ein anderes Programm hält \(path) gesperrt; beenden Sie es, und versuchen Sie es noch einmal"
        case .failed(let path, let detail): "\(path) ist nicht verwendbar: \(detail)"
        }
    }
}
