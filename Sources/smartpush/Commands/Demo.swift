import ArgumentParser
import UnixSignals

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a whole sign-in, with a simulated server and web page.",
        discussion: """
            Starts smartpush-sim and a smartpushd of its own in a temporary folder, enrolls, signs in as a web page \
            would, and removes everything again. Nothing of yours is touched. With --json, one object a step.
            """
    )

    @Flag(help: "Ask at the terminal whether to allow the sign-in, and for the number.")
    var interactive = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let reporter = DemoReporter(terminal: Terminal.standard(), json: common.json)
        let person = interactive ? Person.atStandardInput() : nil
        try await endingOnSignal {
            let folder = try DemoFolder.make()
            defer { folder.remove() }
            try await DemoStage(folder: folder, reporter: reporter).play(person)
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
