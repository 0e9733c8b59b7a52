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
        var purpose: String
        var command: String

        static func mend(_ command: String) -> Remedy { Remedy(purpose: "mend it with", command: command) }
        static func seeWhy(_ command: String) -> Remedy { Remedy(purpose: "see why with", command: command) }
    }

    var check: Check
    var state: State
    var detail: String
    var remedy: Remedy?

    static func ok(_ check: Check, _ detail: String) -> Finding {
        Finding(check: check, state: .ok, detail: detail)
    }

    static func note(_ check: Check, _ detail: String, _ remedy: Remedy? = nil) -> Finding {
        Finding(check: check, state: .note, detail: detail, remedy: remedy)
    }

    static func fault(_ check: Check, _ detail: String, _ remedy: Remedy) -> Finding {
        Finding(check: check, state: .fault, detail: detail, remedy: remedy)
    }

    /// One line for a person.
    var line: Styled {
        let words = remedy.map { "\(detail); \($0.purpose): " } ?? detail
        return Styled(state.rawValue, state.style).padded(to: Self.width(State.fault.rawValue))
            + Styled(check.rawValue).padded(to: Self.width(Check.notifications.rawValue))
            + Styled(words) + Styled(remedy?.command ?? "", .bold)
    }

    private static func width(_ longest: String) -> Int { longest.count + 2 }
}

extension Finding.State {
    var style: Styled.Style {
        switch self {
        case .ok: .good
        case .note: .waiting
        case .fault: .bad
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
        guard !faults.isEmpty else { return nil }
        let count = faults.count == 1 ? "one fault was found" : "\(faults.count) faults were found"
        return Complaint(status, "\(count); what to do about it stands in the findings")
    }

    private var status: CommandStatus {
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

    /// Writes every key, as the API does.
    func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(check.rawValue, forKey: .check)
        try keyed.encode(state.rawValue, forKey: .state)
        try keyed.encode(detail, forKey: .detail)
        try keyed.encode(remedy?.command, forKey: .command)
    }
}
