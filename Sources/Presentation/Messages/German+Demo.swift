import LocalAPIModel

extension DemoMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .abstract:
            "Eine ganze Anmeldung vorspielen, mit nachgestelltem Server und nachgestellter Webseite."
        case .discussion:
            """
            Startet einen Server und einen eigenen smartpushd in einem temporären Ordner, registriert, meldet sich an, wie \
            eine Webseite es täte, und entfernt alles wieder. Nichts von Ihnen wird angefasst. Mit --web melden Sie sich \
            selbst an, auf der Anmeldeseite im Browser, und antworten in einem anderen Terminal; es geht weiter bis Strg-C. \
            Mit --json ein Objekt je Schritt.
            """
        case .interactiveFlag: "Am Terminal fragen, ob die Anmeldung erlaubt wird, und nach der Zahl."
        case .webFlag:
            "Die Anmeldeseite für einen Browser öffnen, und sagen, wie man in einem anderen Terminal antwortet."
        case .jsonFlag: "JSON für ein Programm ausgeben."
        case .flagsExcludeEachOther:
            "--web und --interactive schließen einander aus: mit --web antwortet ein anderes Terminal"

        case .actor(let actor): actor.german
        case .serverListens(let baseURL): "der Server ist unter \(baseURL) zu erreichen"
        case .daemonIsReady(let version, let folder):
            "smartpushd \(version) ist bereit, mit seinen Dateien in \(folder)"
        case .isEnrolled(let sub, let tenant): "dieser Rechner ist registriert für \(sub) bei \(tenant)"
        case .offersSignIn(let device): "bietet die Anmeldung mit Smart PUSH auf \(device) an"
        case .startsSignIn(let number): "beginnt die Anmeldung und zeigt die Zahl \(number)"
        case .pushArrived: "eingetroffen: der Push ist da und sicher auf der Platte"
        case .pushIsBeingAcknowledged:
            "eingetroffen: der Push ist sicher auf der Platte, und der Server wird informiert"
        case .serverSaysWhoAsks(let asks): "bestätigt: der Server sagt, wer fragt: \(asks)"
        case .stateChanged(let state): "Zustand der Anmeldung: \(SignInMessage.state(state).german)"
        case .saysYes(let id): "sagen ja, wie mit: smartpush allow \(id)"
        case .choices(let numbers):
            "erlaubt: die Zahlen zur Auswahl: "
                + (numbers.isEmpty ? "keine, die Zahl wird eingetippt" : numbers.joined(separator: "  "))
        case .picksNumber(let id, let number): "wählen die Zahl der Seite, wie mit: smartpush verify \(id) \(number)"
        case .numberAccepted: "angemeldet: der Server hat die Zahl angenommen"
        case .saysNo(let id): "sagen nein, wie mit: smartpush deny \(id)"
        case .pageShows(let number): "zeigt, wie es die Webseite täte: \(number)"
        case .numberIsNoChoice:
            "das ist keine der Zahlen; nichts wurde gesendet, sehen Sie noch einmal auf die Webseite"
        case .pageLearnsStatus(let status): "erfährt den Stand der Anmeldung: \(status)"
        case .isRedirected(let location): "ist angemeldet und wird weitergeleitet an \(location)"

        case .askWhetherToAllow(let client): "diese Anmeldung bei \(client) erlauben (a) oder ablehnen (d)? [a/d] "
        case .askForNumber: "die Zahl, die die Webseite zeigt: "
        case .openLoginPage: "öffnen Sie dies im Browser, und melden Sie sich mit irgendeinem Namen an:"
        case .answerElsewhere: "antworten Sie in einem anderen Terminal; die Seite zeigt die ZAHL:"
        case .verifyCommand: "smartpush verify ZAHL"
        case .endWithControlC: "beenden Sie es mit Strg-C; dann wird alles wieder entfernt"
        case .endedByPerson: "haben es beendet: nichts bleibt zurück"

        case .folderNotMade(let path):
            "der Ordner \(path) kann nicht angelegt werden; setzen Sie TMPDIR auf einen, in den Sie schreiben dürfen"
        case .programMissing(let name):
            "\(name) ist weder neben smartpush-sim noch in PATH; installieren Sie es, oder bauen Sie es mit: swift build"
        case .programEndedEarly(let name, let line): "\(name) endete zu früh\(line.map { ": \($0)" } ?? "")"
        case .tookTooLong(let wait, let seconds): "\(wait.german) blieb \(seconds) s lang aus"
        case .inputEnded:
            "die Standardeingabe endete vor der Antwort; zum bloßen Zusehen lassen Sie --interactive weg"
        case .unusableBaseURL(let text): "die base_url des Servers kann nicht gerufen werden: \(text)"
        case .noAnswerFromServer(let failure): "die Webseite bekam keine Antwort vom Server (\(failure.german))"
        case .unexpectedAnswer(let status, let body):
            "der Server gab der Webseite eine unerwartete Antwort: Status \(status) \(body)"
        case .noRedirect(let status, let body): "der Server leitete den Browser nicht weiter: Status \(status) \(body)"
        case .noDeviceOffered: "der Server bietet der Webseite kein Gerät an, das sie fragen könnte"
        case .notAcknowledged:
            "der Push wurde nicht bestätigt; starten Sie noch einmal, um zu sehen, ob das immer so ist"
        case .noOutcome(let decision): "\(decision.word) hatte rechtzeitig keinen Ausgang; starten Sie noch einmal"
        case .otherStateReached(let state):
            "der Zustand der Anmeldung ist jetzt: \(SignInMessage.state(state).german); starten Sie noch einmal"
        case .statesDiffer(let here, let there): "das Gerät sagt \(here.rawValue), und der Server sagt \(there)"
        case .eventsEnded: "smartpushd sagt nicht mehr, was geschieht; starten Sie die Vorführung noch einmal"
        case .daemonDeclined(let detail): "smartpushd hat abgelehnt (\(detail)); starten Sie noch einmal"
        case .daemonUnreachable(let why): "smartpushd ist nicht erreichbar (\(why.german)); starten Sie noch einmal"
        case .daemonUnintelligible(let why):
            "smartpushd ist nicht zu verstehen (\(why.german)); starten Sie noch einmal"
        case .callCancelled: "ein Aufruf von smartpushd wurde abgebrochen; starten Sie noch einmal"
        case .outputNotWritable:
            "in die Standardausgabe kann nicht geschrieben werden; schaffen Sie Platz, wo sie hinführt"
        case .unexpectedError(let description): "ein unerwarteter Fehler (\(description)); starten Sie noch einmal"
        }
    }
}

extension DemoActor {
    fileprivate var german: String {
        switch self {
        case .server: "Server"
        case .daemon: "Dienst"
        case .page: "Seite"
        case .device: "Gerät"
        case .you: "Sie"
        }
    }
}

extension DemoWait {
    fileprivate var german: String {
        switch self {
        case .serverStart: "der Start des Servers"
        case .daemonStart: "der Start von smartpushd"
        case .arrivalOfPush: "die Ankunft des Pushs"
        case .endOnPage: "das Ende der Anmeldung auf der Webseite"
        }
    }
}
