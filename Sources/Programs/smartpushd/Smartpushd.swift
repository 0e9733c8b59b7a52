import ArgumentParser
import EventLoopExecutor
import FoundationEssentials
import LocalAPIModel
import Messages
import NIOCore
import NIOPosix
import Systemd

/// The daemon. One runs for each user, in the foreground, and is configured by its environment.
@main
struct Smartpushd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smartpushd",
        abstract: Language.ofUser(.help(.daemon)),
        discussion: Language.ofUser(.help(.daemonDiscussion)),
        version: SmartpushVersion.current
    )

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error).isSuccess else { exit(withError: error) }
            print(Language.ofUser(.help(.parserText(fullMessage(for: error)))))
        }
    }

    func run() throws {
        ProcessGuard.restrictNewFiles()
        ProcessGuard.outliveFileLimits()
        ProcessGuard.forbidDumps()
        ProcessGuard.quietDispatch()
        // One event loop for everything: see EventLoopExecutor.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let executor = EventLoopExecutor(group.next())
        do {
            // An asynchronous main would start Swift's global pool, so this thread starts the loop and waits.
            let end = group.next().makePromise(of: Void.self)
            Task(executorPreference: executor) {
                do {
                    end.succeed(try await Daemon(group: group, executor: executor).run())
                } catch {
                    end.fail(error)
                }
            }
            try end.futureResult.wait()
        } catch {
            // The error is written to the same place as the log. The journal is in English; a user at a terminal may
            // have another language.
            let stream = ProcessInfo.processInfo.environment["JOURNAL_STREAM"]
            let language: Language = JournalLogHandler.isConnected(stream: stream) ? .english : .ofUser
            let failure = StartFailure(error, in: language)
            StandardError.write("smartpushd: \(failure.words)")
            throw ExitCode(failure.exitCode)
        }
    }
}
