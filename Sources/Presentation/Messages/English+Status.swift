extension StatusMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .daemon(let version, let pid, let uptime): "\(version), pid \(pid), up \(uptime)"
        case .database: "database"
        case .databaseFile(let path, let kibibytes, let schema): "\(path) (\(kibibytes) KiB, schema \(schema))"
        case .open: "open"
        case .ended: "ended"
        case .noSignIns: "none"
        case .lastPush: "last push"
        case .pushAgo(let age): age.map { "\($0) ago" } ?? "none yet"
        case .enrolled: "enrolled"
        case .nothingEnrolled: "nothing yet; enroll with: smartpush enroll FILE"
        case .partOK: "ok"
        case .partNotOK: "not ok"
        case .tenantColumn: "TENANT"
        case .accountColumn: "ACCOUNT"
        case .serverReachable: "reachable"
        case .serverNotReachable(let why): "not reachable\(why.map { ": \($0)" } ?? "")"
        case .serverNotAsked: "not asked yet"
        }
    }
}
