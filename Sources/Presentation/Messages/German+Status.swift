import LocalAPIModel

extension StatusMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .daemon(let version, let pid, let uptime): "\(version), pid \(pid), läuft seit \(uptime)"
        case .database: "Datenbank"
        case .databaseFile(let path, let kibibytes, let schema): "\(path) (\(kibibytes) KiB, Schema \(schema))"
        case .open: "offen"
        case .ended: "beendet"
        case .noSignIns: "keine"
        case .lastPush: "letzter Push"
        case .pushAgo(let age): age.map { "vor \($0)" } ?? "noch keiner"
        case .enrolled: "registriert"
        case .nothingEnrolled:
            "noch nichts; registrieren mit: smartpush login URL, oder mit einem Link der Seite Ihres Kontos: "
                + "smartpush enroll LINK"
        case .partOK: "ok"
        case .partNotOK: "nicht in Ordnung"
        case .tenantColumn: "MANDANT"
        case .accountColumn: "KONTO"
        case .server(let state, let span, let why): state.german(span) + (why.map { ": \($0)" } ?? "")
        case .serversRefuse(let count, let all):
            "\(count) von \(all) \(count == 1 ? "lehnt" : "lehnen") dieses Gerät ab; siehe: smartpush enrollments"
        case .deliveryLabel: "Zustellung"
        case .delivery(let delivery): delivery.german
        }
    }
}

extension ServerState {
    fileprivate func german(_ span: String?) -> String {
        switch self {
        case .ok: "ok"
        case .refused: "abgelehnt"
        case .unreachable: (span.map { "seit \($0) " } ?? "") + "nicht erreichbar"
        case .unknown: "noch nicht gefragt"
        }
    }
}

extension Delivery {
    /// The words in German, without a subject.
    var german: String {
        let polling =
            spanBetweenRequests.map { "alle \($0) gefragt" + (isIdle ? " (gesperrt oder untätig)" : "") }
            ?? "nicht gefragt: das Abfragen ist abgeschaltet (poll_seconds 0)"
        guard let lastPush else { return interval == nil ? polling + "; kein Push kam durch die Inbox" : polling }
        return "\(polling); letzter Push durch die Inbox vor \(lastPush)"
    }
}
