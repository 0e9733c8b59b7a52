import ArgumentParser
import LocalAPIClient
import LocalAPIModel

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(
            "Show the sign-ins as they come, and answer them with keys.",
            german: "Die Anmeldungen zeigen, wie sie kommen, und mit Tasten beantworten."),
        discussion: .spoken(
            """
            On a terminal, a live view. Otherwise, or with --json, each change on a line. Goes on, without missing a \
            change, when the daemon is restarted. Ends with q or Ctrl-C.
            """,
            german: """
                Auf einem Terminal eine laufende Ansicht. Sonst, oder mit --json, jede Änderung auf einer Zeile. Geht \
                weiter, ohne eine Änderung zu verpassen, wenn der Dienst neu startet. Endet mit q oder Strg-C.
                """))

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        if !common.json, session.terminal.hasScreen {
            try await LiveWatch.run(session)
        } else {
            try await PlainWatch(session: session, json: common.json).run()
        }
    }
}
