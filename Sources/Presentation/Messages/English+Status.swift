import LocalAPIModel

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
        case .nothingEnrolled:
            "nothing yet; enroll with: smartpush login URL, or with a link of your account's page: smartpush enroll LINK"
        case .partOK: "ok"
        case .partNotOK: "not ok"
        case .tenantColumn: "TENANT"
        case .accountColumn: "ACCOUNT"
        case .server(let state, let span, let why): state.english(span) + (why.map { ": \($0)" } ?? "")
        case .serversRefuse(let count, let all):
            "\(count) of \(all) \(count == 1 ? "refuses" : "refuse") this device; see: smartpush enrollments"
        case .deliveryLabel: "delivery"
        case .delivery(let delivery): delivery.english
        }
    }
}

extension ServerState {
    fileprivate func english(_ span: String?) -> String {
        switch self {
        case .ok: "ok"
        case .refused: "refused"
        case .unreachable: "unreachable" + (span.map { " for \($0)" } ?? "")
        case .unknown: "not asked yet"
        }
    }
}

extension Delivery {
    /// The words in English, without a subject.
    var english: String {
        let polling =
            spanBetweenRequests.map { "asked every \($0)" + (isIdle ? " (locked or idle)" : "") }
            ?? "not asked: polling is off (poll_seconds 0)"
        guard let lastPush else { return interval == nil ? polling + "; no push has come through the inbox" : polling }
        return "\(polling); last push through the inbox \(lastPush) ago"
    }
}
