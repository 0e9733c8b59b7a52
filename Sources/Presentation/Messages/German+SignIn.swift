import LocalAPIModel

extension SignInMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .account(let name, ""): name
        case .account(let name, let tenant): "\(name) bei \(tenant)"
        case .device(let browser, ""): browser
        case .device("", let system): system
        case .device(let browser, let system): "\(browser) unter \(system)"
        case .timeLeft(let seconds): "noch \(DisplayTime.countdown(seconds))"
        case .state(let state): state.german
        case .step(let step): step.german
        case .stepUnderWay(let step): "(\(step.german) läuft)"
        case .serverIsBeingTold: "wird dem Server gesagt"
        case .hasArrived: "ist eingetroffen"
        case .waitsForAnswer: "wartet auf Ihre Antwort"
        case .waitsForNumber: "wartet auf die Zahl"
        case .signedIn(let elsewhere): "angemeldet" + (elsewhere ? ", an anderer Stelle" : "")
        case .denied(let elsewhere): "abgelehnt" + (elsewhere ? ", an anderer Stelle" : "")
        case .calledOff(let elsewhere): "abgebrochen" + (elsewhere ? ", an anderer Stelle" : "")
        case .nobodyAnswered: "niemand hat rechtzeitig geantwortet"
        case .failure(let failure): failure.message.german
        case .column(let column): column.german
        case .label(let label): label.german
        case .ago(let span): "vor \(span)"
        case .operation(let step, let attempt, let span): "\(step.german), Versuch \(attempt), seit \(span)"
        case .caller(let executable, let pid): "\(executable ?? "einem Programm") (pid \(pid))"
        case .endedBy(let end): end.german
        }
    }
}

extension ExchangeState {
    fileprivate var german: String {
        switch self {
        case .received: "eingetroffen"
        case .acknowledged: "wartet"
        case .allowed: "erlaubt"
        case .authenticated: "angemeldet"
        case .denied: "abgelehnt"
        case .cancelled: "abgebrochen"
        case .expired: "abgelaufen"
        case .refused: "verweigert"
        case .unresolved: "ungeklärt"
        }
    }
}

extension SignInStep {
    fileprivate var german: String {
        switch self {
        case .acknowledge: "Meldung an den Server"
        case .allow: "Erlauben"
        case .deny: "Ablehnen"
        case .cancel: "Abbrechen"
        case .verify: "Prüfen der Zahl"
        case .other(let name): name
        }
    }
}

extension EndedBy {
    fileprivate var german: String {
        switch self {
        case .user: "Benutzer"
        case .remote: "andere Stelle"
        case .clock: "Zeitablauf"
        }
    }
}

extension SignInColumn {
    fileprivate var german: String {
        switch self {
        case .id: "ID"
        case .state: "ZUSTAND"
        case .application: "WER"
        case .place: "WO"
        case .device: "GERÄT"
        case .timeLeft: "RESTZEIT"
        case .age: "ALTER"
        case .account: "KONTO"
        }
    }
}

extension SignInLabel {
    fileprivate var german: String {
        switch self {
        case .id: "id"
        case .state: "Zustand"
        case .timeLeft: "Restzeit"
        case .application: "wer"
        case .message: "Nachricht"
        case .place: "wo"
        case .address: "Adresse"
        case .ip: "ip"
        case .device: "Gerät"
        case .userAgent: "Browser"
        case .choices: "Auswahl"
        case .account: "Konto"
        case .subject: "Benutzer-ID"
        case .enrollment: "Registrierung"
        case .method: "Verfahren"
        case .received: "eingetroffen"
        case .changed: "geändert"
        case .expires: "läuft ab"
        case .expiry: "Ablauf"
        case .underWay: "im Gange"
        case .answeredBy: "beantwortet von"
        case .endedBy: "beendet durch"
        case .reason: "Grund"
        case .failure: "Fehler"
        case .failureDetail: "näher"
        }
    }
}
