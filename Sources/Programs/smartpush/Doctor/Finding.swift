import Messages
import TextLayout

/// The result of one check of `smartpush doctor`.
struct Finding: Equatable, Sendable {
    typealias Check = DoctorCheck
    typealias State = DoctorState

    /// A command, and its purpose.
    struct Remedy: Equatable, Sendable {
        var purpose: DoctorRemedy
        var command: String

        static func fix(_ command: String) -> Remedy {
            Remedy(purpose: .fix, command: command)
        }

        static func seeWhy(_ command: String) -> Remedy {
            Remedy(purpose: .seeWhy, command: command)
        }
    }

    var check: Check
    var state: State
    var detail: Message
    var remedy: Remedy?

    static func ok(_ check: Check, _ detail: DoctorMessage) -> Finding {
        Finding(check: check, state: .ok, detail: .doctor(detail))
    }

    static func note(_ check: Check, _ detail: DoctorMessage, _ remedy: Remedy? = nil) -> Finding {
        Finding(check: check, state: .note, detail: .doctor(detail), remedy: remedy)
    }

    static func fault(_ check: Check, _ detail: Message, _ remedy: Remedy) -> Finding {
        Finding(check: check, state: .fault, detail: detail, remedy: remedy)
    }

    static func fault(_ check: Check, _ detail: DoctorMessage, _ remedy: Remedy) -> Finding {
        fault(check, .doctor(detail), remedy)
    }

    /// One line for the user.
    func line(in say: Language) -> Styled {
        let words = remedy.map { "\(say(detail)); \(say(.doctor(.remedy($0.purpose)))): " } ?? say(detail)
        return Styled(say(.doctor(.state(state))), state.style).padded(to: 7)
            + Styled(say(.doctor(.check(check)))).padded(to: 16) + Styled(words)
            + Styled(remedy?.command ?? "", .bold)
    }
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

    /// The error that ends the command; `nil` if nothing is wrong.
    var complaint: Complaint? {
        status.map { Complaint($0, .doctor(.faultsFound(count: faults.count))) }
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

    /// Writes every key, in English, as the API does.
    func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(check.rawValue, forKey: .check)
        try keyed.encode(state.rawValue, forKey: .state)
        try keyed.encode(detail.english, forKey: .detail)
        try keyed.encode(remedy?.command, forKey: .command)
    }
}
