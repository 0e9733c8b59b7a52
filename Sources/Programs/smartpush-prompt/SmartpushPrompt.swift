import ArgumentParser
import EventLoopExecutor
import LocalAPIClient
import LocalAPIModel
import Logging
import Messages
import NIOCore
import NIOPosix
import Settings
import Systemd

/// The desktop prompt. One runs for each graphical session, in the foreground.
@main
struct SmartpushPrompt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smartpush-prompt",
        abstract: Language.ofUser(.help(.prompt)),
        discussion: Language.ofUser(.help(.promptDiscussion)),
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
        ProcessGuard.quietDispatch()
        ProcessGuard.restrictNewFiles()
        ProcessGuard.forbidDumps()
        // One event loop for everything, including the local API's client: see EventLoopExecutor.
        NIOSingletons.groupLoopCountSuggestion = 1
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let executor = EventLoopExecutor(loop)
        let end = loop.makePromise(of: Void.self)
        Task(executorPreference: executor) {
            do {
                end.succeed(try await Self.prompt(on: loop, executor))
            } catch {
                end.fail(error)
            }
        }
        do {
            try end.futureResult.wait()
        } catch {
            let reason = PromptExitReason(error)
            Self.logger(.info).critical("\(Language.ofUser(.prompt(.exit(reason))))")
            throw ExitCode(reason.exitCode)
        }
    }

    private static func prompt(on loop: any EventLoop, _ executor: EventLoopExecutor) async throws {
        let settings = try PromptSettings(Settings.ofProcess())
        let sockets = try SocketPaths.current()
        let agent = PromptAgent(
            api: LocalAPIClient(socketPath: sockets.api), dialogs: DialogRunner(programs: settings.dialogs),
            store: NotificationStore(sockets: sockets), log: PromptLog(logger: logger(settings.logLevel)), loop: loop,
            executor: executor)
        try await agent.run()
    }

    private static func logger(_ level: Logger.Level) -> Logger {
        let isInJournal = JournalLogHandler.isConnected(stream: PromptSettings.environment["JOURNAL_STREAM"])
        var logger = Logger(label: "smartpush-prompt") { label in
            isInJournal
                ? JournalLogHandler(program: label, messageIDs: [:]) as any LogHandler
                : PlainLogHandler(program: label)
        }
        logger.logLevel = level
        return logger
    }
}
