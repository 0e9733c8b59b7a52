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
        case .nothingEnrolled: "noch nichts; registrieren mit: smartpush enroll DATEI"
        case .partOK: "ok"
        case .partNotOK: "nicht in Ordnung"
        case .tenantColumn: "MANDANT"
        case .accountColumn: "KONTO"
        case .serverReachable: "erreichbar"
        case .serverNotReachable(let why): "nicht erreichbar\(why.map { ": \($0)" } ?? "")"
        case .serverNotAsked: "noch nicht gefragt"
        }
    }
}
