extension WatchMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .openSignIns(0): "keine Anmeldungen sind offen"
        case .openSignIns(1): "1 Anmeldung ist offen"
        case .openSignIns(let count): "\(count) Anmeldungen sind offen"
        case .daemonGone: "smartpushd ist weg; warte darauf"
        case .windowTooSmall(let columns, let rows):
            "dieses Fenster ist zum Antworten zu klein: nötig sind \(columns) Spalten und \(rows) Zeilen"
        case .latest: "zuletzt"
        case .key(let key): key.german
        case .isItYou(let application): "Jemand meldet sich bei \(application) an. Sind Sie das?"
        case .label(let label): label.german
        case .serverIsBeingTold: "der Server wird informiert…"
        case .serverIsAsked: "der Server wird gefragt, wer es ist…"
        case .moment: "einen Moment…"
        case .didYouStartIt: "Ablehnen. Waren Sie das selbst?"
        case .typeNumber: "Tippen Sie die Zahl von der Webseite:"
        case .notYet: "noch nicht: der Server wird informiert"
        case .tooSoon: "zu früh: erst lesen"
        case .notOffered(let number): "\(number) ist keine der Zahlen; nichts wurde gesendet"
        case .ended(let application, let standing): "\(application): \(standing.german)"
        case .decisionFailed(let error): error.message.german
        case .daemonLost: "smartpushd ist weg; warte, bis es wieder da ist"
        case .daemonBack: "smartpushd ist wieder da"
        case .streamBroken(let reason): "der Strom der Ereignisse brach ab (\(reason.german))"
        }
    }
}

extension WatchKeyMessage {
    fileprivate var german: String {
        switch self {
        case .choose: "wählen"
        case .quit: "beenden"
        case .allow: "erlauben: das bin ich, dann die Zahl"
        case .deny: "ablehnen: niemand kommt hinein"
        case .denyInstead: "ablehnen"
        case .notMe: "nein, ich nicht"
        case .yes: "ja"
        case .back: "zurück"
        case .send: "senden"
        }
    }
}

extension WatchLabel {
    fileprivate var german: String {
        switch self {
        case .place: "aus"
        case .device: "Gerät"
        case .account: "Konto"
        case .message: "Nachricht"
        case .address: "Adresse"
        case .ip: "ip"
        }
    }
}
