import LocalAPIModel

extension CommandMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .socketsUnknown:
            "wo die Sockets von smartpushd sind, ist nicht bekannt (weder SMARTPUSH_RUNTIME_DIR noch "
                + "XDG_RUNTIME_DIR ist gesetzt); setzen Sie SMARTPUSH_RUNTIME_DIR auf ihren Ordner"
        case .outputNotWritable:
            "in die Standardausgabe kann nicht geschrieben werden; schaffen Sie Platz, wo sie hinführt"
        case .noneOpen: "keine Anmeldung ist offen; die beendeten zeigt: smartpush history"
        case .severalOpen:
            "mehr als eine Anmeldung ist offen; nennen Sie eine mit ihrer ID aus: smartpush list"
        case .inputNotReadable:
            "die Standardeingabe kann nicht gelesen werden, oder ist größer als 16 MiB"
        case .fileNotReadable(let path):
            "die Datei \(path) kann nicht gelesen werden; prüfen Sie, ob es sie gibt und Sie sie lesen dürfen"
        case .enrollmentKeyMissing(let key):
            "in der Registrierung fehlt \(key); ergänzen Sie es, und versuchen Sie es noch einmal"
        case .enrollmentNotJSON:
            "die Registrierung ist kein gültiges JSON; siehe: smartpush help enroll"
        case .enrollmentKeyUnknown(let key):
            "die Registrierung hat einen unbekannten Schlüssel \(key); entfernen oder berichtigen Sie ihn"
        case .zbarimgMissing:
            "zbarimg liest QR-Codes, und ist nicht installiert; apt install zbar-tools, oder geben Sie den "
                + "Link selbst an"
        case .noQRCode:
            "im Bild ist kein QR-Code; nehmen Sie es noch einmal auf, größer, oder geben Sie den Link selbst an"
        case .severalQRCodes:
            "im Bild ist mehr als ein QR-Code; schneiden Sie es auf den einen zu, der gemeint ist"
        case .waitOutOfRange: "--wait ist von 0 bis 3600 Sekunden"
        case .noOutcomeYet(let decision, let seconds, let see):
            "kein Ausgang von \(decision) in \(seconds) s; es geht im Hintergrund weiter, "
                + "siehe: \(see)"
        case .goesOnInBackground(let decision, let see): "\(decision) geht im Hintergrund weiter; siehe: \(see)"
        case .noPushInInput: "in der Eingabe ist kein Push; geben Sie einen je Zeile an"
        case .numberWithoutLink:
            "--number gehört zu einem Link, und das ist eine ganze Registrierung; lassen Sie es weg"
        case .numberWanted:
            "es fehlt die Zahl, die die Webseite zeigt; geben Sie den Link noch einmal an, mit --number"
        case .noNumberGiven:
            "es wurde keine Zahl angegeben; geben Sie den Link noch einmal an, solange er gilt"
        case .scanUnanswered:
            "der Server hat noch nicht geantwortet; smartpushd fragt weiter, siehe: smartpush enrollments"
        case .limitTooSmall: "--limit ist mindestens 1"
        case .noneEnded: "noch ist keine Anmeldung beendet"
        case .allOrState: "geben Sie entweder --all oder --state an"
        case .noSignIns: "keine Anmeldungen"
        case .noSignInOpen: "keine Anmeldung ist offen"
        case .unenrolled(let name): "die Registrierung \(name) ist vergessen"
        case .tooManyVerifyArguments: "geben Sie höchstens eine ID und eine ZAHL an"
        case .wrongUsage(let parser, let help): "\(GermanParserWords.error(parser)); siehe: \(help)"
        case .demoHasMoved:
            "die Vorführung ist jetzt ein Befehl des Simulators; starten Sie: smartpush-sim demo"
        case .unexpected(let description):
            "ein unerwarteter Fehler (\(description)); versuchen Sie es noch einmal"
        case .inputMissing(let kind, let command):
            "es fehlt \(kind.german); geben Sie eine Datei an, oder leiten Sie die Eingabe in: smartpush \(command)"
        case .enrollmentKeyOfWrongType(let key):
            "\(key) in der Registrierung ist nicht von der richtigen Art; siehe: smartpush help enroll"
        case .enrollmentNotObject: "die Registrierung ist kein JSON-Objekt; siehe: smartpush help enroll"
        case .stateIsNow(let state): "der Zustand der Anmeldung ist jetzt: \(state.german)"
        case .signInHasEnded(let state):
            "der Zustand der Anmeldung ist jetzt: \(state.german); starten Sie eine neue auf der Webseite, wenn Sie "
                + "sie noch brauchen"
        case .decisionChangedNothing(let state, let decision):
            "der Zustand der Anmeldung ist jetzt: \(state.german), und \(decision) hat das nicht geändert; versuchen "
                + "Sie es noch einmal"
        case .allowedWord: "erlaubt"
        case .allowed(let application): "ist die Anmeldung bei \(application)"
        case .signedInWord: "angemeldet"
        case .signedIn(let application): "bei \(application)"
        case .denied(let application): "abgelehnt ist die Anmeldung bei \(application)"
        case .cancelled(let application): "abgebrochen ist die Anmeldung bei \(application)"
        case .choices: "zur Auswahl:"
        case .giveNumberWith: "geben Sie die Zahl an, die die Webseite zeigt:"
        case .pickNumberWith: "wählen Sie die Zahl, die die Webseite zeigt:"
        case .verifyCommand(let id): "smartpush verify \(id) ZAHL"
        case .account(let sub, let tenant): "\(sub) bei \(tenant)"
        case .enrollingFor: "Registrierung für"
        case .enrolled: "registriert"
        case .numberQuestion: "die Zahl, die die Webseite zeigt:"
        case .linkHasExpired: "der Link ist abgelaufen; beginnen Sie die Registrierung auf der Webseite neu"
        case .nothingEnrolled: "noch nichts ist registriert; registrieren mit: smartpush enroll DATEI"
        case .refreshed(let id, let new): "\(id): \(new) neu"
        case .refreshFailed(let id, let why):
            "die Liste der wartenden Anmeldungen von \(id) war nicht zu bekommen\(why.map { " (\($0))" } ?? ""); "
                + "siehe: smartpush enrollments"
        case .pushAccepted(let id, let isDuplicate): (isDuplicate ? "schon bekannt: " : "angenommen: ") + id
        case .pushRefused(let number, let code, let why):
            "\(number.map { "Push \($0)" } ?? "der Push") ist abgelehnt (\(code)): \(why.german)"
        }
    }
}

extension InputKind {
    fileprivate var german: String {
        switch self {
        case .pushes: "ein Push"
        case .enrollment: "ein Link oder eine Registrierung"
        }
    }
}

extension ExchangeState {
    fileprivate var german: String { SignInMessage.state(self).german }
}
