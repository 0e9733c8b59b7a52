import Messages
import TextLayout

/// One thing that `smartpush doctor` has looked at, and how it is.
struct Finding: Equatable, Sendable {
    /// What was looked at.
    enum Check: String, Sendable, CaseIterable {
        case daemon
        case units
        case files
        case inbox
        case database
        case server
        case clock
        case certificate
        case notifications
        case prompt
        case push
    }

    enum State: String, Sendable {
        case ok
        /// Nothing is wrong, but good to know.
        case note
        case fault
    }

    /// A command, and what it is for.
    struct Remedy: Equatable, Sendable {
        var purpose: Phrase
        var command: String

        static func mend(_ command: String) -> Remedy {
            Remedy(purpose: Phrase("mend it with", german: "beheben mit"), command: command)
        }

        static func seeWhy(_ command: String) -> Remedy {
            Remedy(purpose: Phrase("see why with", german: "warum, zeigt"), command: command)
        }
    }

    var check: Check
    var state: State
    var detail: Phrase
    var remedy: Remedy?

    static func ok(_ check: Check, _ detail: Phrase) -> Finding {
        Finding(check: check, state: .ok, detail: detail)
    }

    static func note(_ check: Check, _ detail: Phrase, _ remedy: Remedy? = nil) -> Finding {
        Finding(check: check, state: .note, detail: detail, remedy: remedy)
    }

    static func fault(_ check: Check, _ detail: Phrase, _ remedy: Remedy) -> Finding {
        Finding(check: check, state: .fault, detail: detail, remedy: remedy)
    }

    /// One line for a person.
    func line(in language: Language) -> Styled {
        let detail = detail.text(in: language)
        let words = remedy.map { "\(detail); \($0.purpose.text(in: language)): " } ?? detail
        return Styled(state.name.text(in: language), state.style).padded(to: 7)
            + Styled(check.name.text(in: language)).padded(to: 16) + Styled(words)
            + Styled(remedy?.command ?? "", .bold)
    }
}

extension Finding.State {
    var name: Phrase {
        switch self {
        case .ok: Phrase("ok", german: "gut")
        case .note: Phrase("note", german: "Info")
        case .fault: Phrase("fault", german: "Fehler")
        }
    }

    var style: Styled.Style {
        switch self {
        case .ok: .good
        case .note: .waiting
        case .fault: .bad
        }
    }
}

extension Finding.Check {
    var name: Phrase {
        switch self {
        case .daemon: Phrase("daemon", german: "Dienst")
        case .units: Phrase("units", german: "Units")
        case .files: Phrase("files", german: "Dateien")
        case .inbox: Phrase("inbox", german: "Inbox")
        case .database: Phrase("database", german: "Datenbank")
        case .server: Phrase("server", german: "Server")
        case .clock: Phrase("clock", german: "Uhr")
        case .certificate: Phrase("certificate", german: "Zertifikat")
        case .notifications: Phrase("notifications", german: "Hinweise")
        case .prompt: Phrase("prompt", german: "Prompt")
        case .push: Phrase("push", german: "Push")
        }
    }
}

/// All findings together, as `--json` prints them.
struct Diagnosis: Encodable, Equatable {
    var findings: [Finding]

    init(_ findings: [Finding]) {
        self.findings = findings
    }

    private var faults: [Finding] { findings.filter { $0.state == .fault } }

    /// What the command ends with; `nil` where nothing is wrong.
    var complaint: Complaint? {
        guard let status else { return nil }
        let count = faults.count
        return Complaint(
            status,
            (count == 1 ? "one fault was found" : "\(count) faults were found")
                + "; what to do about it stands in the findings",
            german: (count == 1 ? "ein Fehler wurde gefunden" : "\(count) Fehler wurden gefunden")
                + "; was zu tun ist, steht in den Befunden")
    }

    private var status: CommandStatus? {
        guard !faults.isEmpty else { return nil }
        if faults.contains(where: { $0.check == .daemon }) { return .daemonUnreachable }
        let remote: Set<Finding.Check> = [.server, .certificate]
        return faults.allSatisfy { remote.contains($0.check) } ? .serverFailed : .other
    }

    private enum CodingKeys: String, CodingKey {
        case ok
        case findings
    }

    func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(faults.isEmpty, forKey: .ok)
        try keyed.encode(findings, forKey: .findings)
    }
}

extension Finding: Encodable {
    private enum CodingKeys: String, CodingKey {
        case check
        case state
        case detail
        case command
    }

    /// Writes every key, and in English, as the API does.
    func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(check.rawValue, forKey: .check)
        try keyed.encode(state.rawValue, forKey: .state)
        try keyed.encode(detail.text(in: .english), forKey: .detail)
        try keyed.encode(remedy?.command, forKey: .command)
    }
}
