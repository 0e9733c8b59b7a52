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
        case .signInIDTooShort:
            "das ist zu kurz für eine ID; geben Sie mindestens 6 Zeichen davon an, aus: smartpush list"
        case .noSuchEnrollment(let word):
            "keine Registrierung hat den Namen, das Konto oder die ID „\(word)“; siehe: smartpush enrollments"
        case .severalSuchEnrollments(let word, let candidates):
            "mehr als eine Registrierung heißt „\(word)“; nennen Sie eine mit ihrer ID: "
                + candidates.joined(separator: ", ")
        case .inputNotReadable:
            "die Standardeingabe kann nicht gelesen werden, oder ist größer als 16 MiB"
        case .fileNotReadable(let path):
            "die Datei \(path) kann nicht gelesen werden; prüfen Sie, ob es sie gibt und Sie sie lesen dürfen"
        case .noSuchFile(let path):
            "es gibt keine Datei \(path), und ein Link ist das auch nicht; siehe: smartpush help enroll"
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
        case .allOrID: "geben Sie entweder --all oder eine ID an"
        case .ofSignIn(let id, let message): "\(id): \(message.german)"
        case .optionWithoutLink(let option):
            "\(option) gehört zu einem Link, und das ist eine ganze Registrierung; lassen Sie es weg"
        case .numberWanted:
            "es fehlt die Zahl, die die Webseite zeigt; geben Sie den Link noch einmal an, mit --number"
        case .enrollmentGivenUp(nil):
            "die Registrierung ist aufgegeben, und der Server weiß es; beginnen Sie sie auf der Webseite neu, wenn Sie "
                + "sie wollen"
        case .enrollmentGivenUp(let why?):
            "die Registrierung ist aufgegeben, aber der Server weiß es nicht (\(why.german)); ihr Link läuft von "
                + "selbst ab"
        case .isItYourCompanys(let server):
            "Der Link nennt den Server \(server), den dieses Gerät nicht kennt. Gehört er Ihrer Firma? [j/N]"
        case .serverNotConfirmed(let server):
            "der Link nennt den Server \(server), den dieses Gerät nicht kennt; wenn er Ihrer Firma gehört, geben Sie "
                + "ihn an: --server \(server)"
        case .serverIsPrivate(let server):
            "der Link nennt den Server \(server), der auf diesem Rechner oder in einem privaten Netz ist; wenn Sie ihm "
                + "vertrauen, geben Sie ihn an: --server \(server)"
        case .enrolledAlready(let name, let id):
            "\(name.words(in: .german)) ist schon registriert, als \(id); entfernen Sie das zuerst mit: "
                + "smartpush unenroll \(id)"
        case .storedButRefused(let name, let id, let why):
            "gespeichert \(id): \(name.words(in: .german)), aber der Server lehnt dieses Gerät ab"
                + (why.map { " (\($0))" } ?? "; entfernen mit: smartpush unenroll \(id)")
        case .renamed(let id, let name): "umbenannt \(id): \(name.words(in: .german))"
        case .scanUnanswered:
            "der Server hat noch nicht geantwortet; smartpushd fragt weiter, siehe: smartpush enrollments"
        case .limitTooSmall: "--limit ist mindestens 1"
        case .noneEnded: "noch ist keine Anmeldung beendet"
        case .allOrState: "geben Sie entweder --all oder --state an"
        case .noSignIns: "keine Anmeldungen"
        case .noSignInOpen: "keine Anmeldung ist offen"
        case .unenrolled(let name): "die Registrierung \(name.words(in: .german)) ist entfernt"
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
        case .enrollingFor: "Registrierung für"
        case .enrolled: "registriert"
        case .stored: "gespeichert"
        case .notReachedYet(let why):
            ", aber der Server war noch nicht zu erreichen\(why.map { " (\($0))" } ?? ""); er wird von selbst wieder "
                + "gefragt"
        case .numberQuestion: "die Zahl, die die Webseite zeigt:"
        case .linkHasExpired: "der Link ist abgelaufen; beginnen Sie die Registrierung auf der Webseite neu"
        case .nothingEnrolled:
            "noch nichts ist registriert; registrieren mit: smartpush login URL, oder smartpush enroll LINK"
        case .refreshed(let name, let new): "\(name.words(in: .german)): \(new) neu"
        case .refreshFailed(let name, let why):
            "die Liste der wartenden Anmeldungen von \(name.words(in: .german)) war nicht zu bekommen\(why.map { " (\($0))" } ?? ""); "
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
