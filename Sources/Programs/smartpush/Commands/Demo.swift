import ArgumentParser
import Glibc
import Messages
import UnixSignals

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(
            "Play a whole sign-in, with a simulated server and web page.",
            german: "Eine ganze Anmeldung vorspielen, mit nachgestelltem Server und nachgestellter Webseite."),
        discussion: .spoken(
            """
            Starts smartpush-sim and a smartpushd of its own in a temporary folder, enrolls, signs in as a web page \
            would, and removes everything again. Nothing of yours is touched. With --web you are the one who signs in, at \
            the login page in your browser, and who answers, in another terminal; it goes on until Ctrl-C. With --json, \
            one object a step.
            """,
            german: """
                Startet smartpush-sim und einen eigenen smartpushd in einem temporären Ordner, registriert, meldet \
                sich an, wie eine Webseite es täte, und entfernt alles wieder. Nichts von Ihnen wird angefasst. Mit \
                --web melden Sie sich selbst an, auf der Anmeldeseite im Browser, und antworten in einem anderen \
                Terminal; es geht weiter bis Strg-C. Mit --json ein Objekt je Schritt.
                """)
    )

    @Flag(
        help: .spoken(
            "Ask at the terminal whether to allow the sign-in, and for the number.",
            german: "Am Terminal fragen, ob die Anmeldung erlaubt wird, und nach der Zahl."))
    var interactive = false

    @Flag(
        help: .spoken(
            "Open the login page to a browser, and say how to answer in another terminal.",
            german: "Die Anmeldeseite für einen Browser öffnen, und sagen, wie man in einem anderen Terminal antwortet."
        ))
    var web = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !(web && interactive) else {
            throw ValidationError.spoken(
                "--web and --interactive exclude each other: with --web another terminal answers",
                german: "--web und --interactive schließen einander aus: mit --web antwortet ein anderes Terminal")
        }
    }

    func run() async throws {
        let reporter = DemoReporter(terminal: Terminal.standard(), json: common.json)
        do {
            try await endingOnSignal {
                let folder = try DemoFolder.make()
                defer { folder.remove() }
                let stage = DemoStage(folder: folder, reporter: reporter)
                if web {
                    try await stage.open()
                } else {
                    try await stage.play(interactive ? Person.atStandardInput() : nil)
                }
            }
        } catch let ended as EndedBySignal where web && ended.number == SIGINT {
            try reporter.step(
                "ended", .you,
                Phrase("ended it: nothing is left behind", german: "haben es beendet: nichts bleibt zurück"))
        }
    }

    /// Runs `body`; a signal cancels it, which makes it clean up, and is then thrown as ``EndedBySignal``.
    private func endingOnSignal(_ body: @escaping @Sendable () async throws -> Void) async throws {
        // Trapped before anything is started, so that there is no moment in which a signal would leave things behind.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await body() }
            group.addTask {
                for await signal in signals { throw EndedBySignal(number: signal.rawValue) }
            }
            defer { group.cancelAll() }
            do {
                try await group.next()
            } catch let failure as OutputClosed {
                throw failure
            } catch let failure as EndedBySignal {
                throw failure
            } catch {
                // Whatever it was: a demonstration either ends well, or with 70.
                throw Complaint(.other, Complaint(error).phrase)
            }
        }
    }
}
