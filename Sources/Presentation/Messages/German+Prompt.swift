import LocalAPIModel
import Settings

extension PromptMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .question(let application): "Anmelden bei \(application)?"
        case .quotation(let text): "„\(text)“"
        case .origin(let text): "Von: \(text)"
        case .device(let text): "Mit: \(text)"
        case .account(let text): "Konto: \(text)"
        case .whatAnswersDo:
            "Erlauben: wählen Sie dann die Zahl, die die Webseite zeigt. Ablehnen: niemand wird angemeldet."
        case .openMenu: "Zum Antworten öffnen Sie das Menü dieser Benachrichtigung."
        case .answerInTerminal: "Antworten Sie im Terminal: smartpush watch"
        case .button(let button): button.german
        case .wasItYou: "Ablehnen: waren Sie es?"
        case .whoStartedIt(let application): "Wer hat die Anmeldung bei \(application) begonnen?"
        case .whatNotMeDoes: "Nicht ich: sie wird abgelehnt, und der Server erfährt, dass Sie es nicht waren."
        case .whatWasMeDoes: "Ich war es: sie wird abgelehnt."
        case .whichNumber: "Welche Zahl?"
        case .pickNumber(let application):
            "Wählen Sie die, die die Webseite zeigt: sie meldet Sie bei \(application) an."
        case .windowAsks: "Ein Fenster fragt danach."
        case .dialogTitle(let application): "Anmelden bei \(application)"
        case .dialogPickNumber: "Welche Zahl zeigt die Webseite?"
        case .dialogTypeNumber: "Tippen Sie die Zahl, die die Webseite zeigt."
        case .signIn(let application): "Anmeldung bei \(application)"
        case .sending(let step): step.germanSentence
        case .signInWaits: "Eine Anmeldung wartet"
        case .unlockToSeeIt: "Entsperren Sie den Bildschirm, um sie zu sehen."
        case .remark(let remark): remark.german
        case .ended(let state, let application): state.germanTitle(application)
        case .outcome(let outcome): outcome.german
        case .log(let message): message.german
        case .exit(let reason): reason.german
        }
    }
}

extension PromptButton {
    fileprivate var german: String {
        switch self {
        case .allow: "Erlauben"
        case .deny: "Ablehnen"
        case .notMe: "Nicht ich"
        case .wasMe: "Ich war es"
        case .back: "Zurück"
        case .giveNumber: "Zahl angeben"
        case .signIn: "Anmelden"
        case .notNow: "Nicht jetzt"
        }
    }
}

extension SignInStep {
    fileprivate var germanSentence: String {
        switch self {
        case .allow: "Dem Server wird die Erlaubnis gesagt …"
        case .deny: "Dem Server wird die Ablehnung gesagt …"
        case .verify: "Der Server prüft die Zahl …"
        case .acknowledge, .cancel, .other: "Es wird dem Server gesagt …"
        }
    }
}

extension PromptRemark {
    fileprivate var german: String {
        switch self {
        case .tooSoon:
            "Das kam zu früh, um gelesen zu sein, und hat nichts beantwortet. Bitte antworten Sie jetzt."
        case .declined(let problem): problem.message.german.withCapital
        case .noAnswer: "smartpushd hat nicht geantwortet. Bitte versuchen Sie es noch einmal."
        case .noDialog:
            "Kein Programm ist da, das nach der Zahl fragt (zenity, kdialog oder pinentry). "
                + "Im Terminal: smartpush watch"
        }
    }
}

extension ExchangeState {
    fileprivate func germanTitle(_ application: String) -> String {
        switch self {
        case .received, .acknowledged, .allowed, .authenticated: "Angemeldet bei \(application)"
        case .denied: "Abgelehnt: Anmeldung bei \(application)"
        case .cancelled: "Abgebrochen: Anmeldung bei \(application)"
        case .expired: "Abgelaufen: Anmeldung bei \(application)"
        case .refused: "Fehlgeschlagen: Anmeldung bei \(application)"
        case .unresolved: "Ungeklärt: Anmeldung bei \(application)"
        }
    }
}

extension PromptOutcome {
    fileprivate var german: String {
        switch self {
        case .pageContinues: "Die Webseite geht von selbst weiter."
        case .signedInElsewhere:
            "Die Antwort kam von anderer Stelle. Wenn nicht von Ihnen, sagen Sie es sofort Ihrer Administration."
        case .passwordMayBeKnown: "Vielleicht kennt jemand Ihr Passwort: sagen Sie es Ihrer Administration."
        case .answeredElsewhere: "Die Antwort kam von anderer Stelle."
        case .nobodySignedIn: "Niemand wurde angemeldet."
        case .nobodyAnswered: "Niemand hat rechtzeitig geantwortet."
        case .failure(let failure): failure.message.german.withCapital
        }
    }
}

extension PromptLogMessage {
    fileprivate var german: String {
        switch self {
        case .active: "Anmeldungen werden von jetzt an hier gezeigt"
        case .standby: "ein anderes smartpush-prompt läuft hier schon; dieses wartet auf sein Ende"
        case .serviceGone: "der Benachrichtigungsdienst ist weg"
        case .daemonAway: "smartpushd ist nicht erreichbar; warte darauf"
        case .daemonBack: "smartpushd ist da"
        case .streamBroken(let reason): "der Strom der Ereignisse brach ab (\(reason.german))"
        case .pressed(let decision, let id): "\(decision) der Anmeldung \(id) wurde gedrückt"
        case .onScreen(let notifications):
            "auf dem Bildschirm: \(notifications.map(String.init).joined(separator: " "))"
        }
    }
}

extension PromptExitReason {
    fileprivate var german: String {
        switch self {
        case .noSessionBus(let why):
            "es gibt keinen Sitzungsbus (\(why)); starten Sie smartpush-prompt in einer Desktop-Sitzung"
        case .sessionBusGone(let why):
            "der Sitzungsbus ist weg (\(why)); starten Sie smartpush-prompt wieder in einer Desktop-Sitzung"
        case .socketsUnknown: CommandMessage.socketsUnknown.german
        case .settings(let fault): fault.german
        case .unexpected(let words): words
        }
    }
}
