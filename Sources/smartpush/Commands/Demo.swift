import ArgumentParser
import Glibc
import UnixSignals

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a whole sign-in, with a simulated server and web page.",
        discussion: """
            Starts smartpush-sim and a smartpushd of its own in a temporary folder, enrolls, signs in as a web page \
            would, and removes everything again. Nothing of yours is touched. With --web you are the one who signs in, at \
            the login page in your browser, and who answers, in another terminal; it goes on until Ctrl-C. With --json, \
            one object a step.
            """
    )

    @Flag(help: "Ask at the terminal whether to allow the sign-in, and for the number.")
    var interactive = false

    @Flag(help: "Open the login page to a browser, and say how to answer in another terminal.")
    var web = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !(web && interactive) else {
            throw ValidationError("--web and --interactive exclude each other: with --web another terminal answers")
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
            try reporter.step("ended", .you, "ended it: nothing is left behind")
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
                throw Complaint(.other, Complaint(error).message)
            }
        }
    }
}
