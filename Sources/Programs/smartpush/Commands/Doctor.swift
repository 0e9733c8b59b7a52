import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(
            "Look for what is wrong, and say which command mends it.",
            german: "Nachsehen, was nicht stimmt, und sagen, welcher Befehl es behebt."),
        discussion: .spoken(
            """
            Looks at the daemon, its units and files, the database, each server with its clock and its certificate, the \
            notification service, and the desktop prompt. Where a server is a simulator, it sends a push to this desktop, \
            which is called off again. Exits with 0 where nothing is wrong, with 69 where the daemon is not reachable, \
            with 4 where only a server is at fault, and else with 70.
            """,
            german: """
                Sieht nach dem Dienst, seinen Units und Dateien, der Datenbank, jedem Server mit seiner Uhr und seinem \
                Zertifikat, dem Dienst für Hinweise und dem Prompt. Wo ein Server ein Simulator ist, schickt er diesem Rechner \
                einen Push, der gleich abgebrochen wird. Endet mit 0, wo alles stimmt, mit 69, wo der Dienst nicht \
                erreichbar ist, mit 4, wo nur ein Server schuld ist, und sonst mit 70.
                """))

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        var findings: [Finding] = []
        try await Examination(session).run { finding in
            findings.append(finding)
            // A server that is away takes its time; what was found before is there to read meanwhile.
            if !common.json { try session.terminal.line(finding.line(in: session.say)) }
        }
        if common.json { try session.terminal.json(Diagnosis(findings)) }
        if let complaint = Diagnosis(findings).complaint { throw complaint }
    }
}
