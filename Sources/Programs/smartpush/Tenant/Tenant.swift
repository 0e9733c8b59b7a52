import Messages
import Settings
import TextLayout
import WebClient

/// `smartpush doctor --tenant`.
struct Tenant {
    private let server: String

    /// - Parameter server: an address, or the name of a configured server.
    init(_ server: String) {
        self.server = server
    }

    /// Prints the report.
    /// - Throws: ``Complaint`` if the server can't be asked.
    func examine(json: Bool) async throws {
        let terminal = Terminal.standard()
        let settings = try Settings.ofProcess()
        let url = try LoginTarget.url(server, among: settings.servers())
        let web = try WebClient.ofCommand(settings)
        let report: TenantReport
        do {
            report = try await TenantExamination(server: url, settings: settings, web: web).report()
            try await web.shutdown()
        } catch {
            try? await web.shutdown()
            throw error
        }
        if json {
            try terminal.json(report)
        } else {
            let columns = terminal.output.isTerminal ? terminal.output.columns : Int.max
            try terminal.lines(report.lines(fitting: columns, in: terminal.language))
            if terminal.output.isTerminal { terminal.note(Styled(terminal.language(.tenant(.howToSend)), .dim)) }
        }
        if let why = report.failure { throw Complaint(.serverFailed, .tenant(.notReached(why: why))) }
    }
}
