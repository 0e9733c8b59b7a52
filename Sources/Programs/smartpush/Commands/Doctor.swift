import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.doctor),
        discussion: .spoken(.doctorDiscussion))

    @Option(help: .spoken(.tenantOption, valueName: .urlValue))
    var tenant: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        if let tenant { return try await Tenant(tenant).examine(json: common.json) }
        let session = try Session()
        var findings: [Finding] = []
        try await Examination(session).run { finding in
            findings.append(finding)
            // An unreachable server takes a while. The user can read the earlier findings in the meantime.
            if !common.json { try session.terminal.line(finding.line(in: session.say)) }
        }
        if common.json { try session.terminal.json(Diagnosis(findings)) }
        if let complaint = Diagnosis(findings).complaint { throw complaint }
    }
}
