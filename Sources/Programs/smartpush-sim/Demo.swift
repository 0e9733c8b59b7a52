import ArgumentParser
import Glibc
import Messages
import UnixSignals

/// `smartpush-sim demo`: plays a whole sign-in with its own server and its own daemon.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Language.ofUser(.abstract), discussion: Language.ofUser(.discussion))

    @Flag(help: ArgumentHelp(.init(Language.ofUser(.interactiveFlag))))
    var interactive = false

    @Flag(help: ArgumentHelp(.init(Language.ofUser(.webFlag))))
    var web = false

    @Flag(help: ArgumentHelp(.init(Language.ofUser(.jsonFlag))))
    var json = false

    func validate() throws {
        guard !(web && interactive) else { throw ValidationError(Language.ofUser(.flagsExcludeEachOther)) }
    }

    func run() async throws {
        let reporter = DemoReporter(json: json)
        do {
            try await endingOnSignal {
                let folder = try DemoFolder.make()
                defer { folder.remove() }
                let scene = DemoScene(folder: folder, reporter: reporter)
                if web {
                    try await scene.open()
                } else {
                    try await scene.play(interactive ? Person.atStandardInput() : nil)
                }
            }
        } catch let ended as EndedBySignal where web && ended.number == SIGINT {
            try reporter.step("ended", .you, .endedByPerson)
        }
    }

    /// Runs `body`. A signal cancels it, so that it cleans up, and is then thrown as ``EndedBySignal``.
    private func endingOnSignal(_ body: @escaping @Sendable () async throws -> Void) async throws {
        // Trapped before anything is started, so that a signal never leaves anything behind.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await body() }
            group.addTask {
                for await signal in signals { throw EndedBySignal(number: signal.rawValue) }
            }
            defer { group.cancelAll() }
            do {
                try await group.next()
            } catch let failure as OutputClosed where failure.byReader {
                throw failure
            } catch let failure as EndedBySignal {
                throw failure
            } catch {
                throw DemoFailure(error)
            }
        }
    }
}

/// The user ended the command with a signal, and the command has cleaned up.
struct EndedBySignal: Error {
    var number: Int32
}
