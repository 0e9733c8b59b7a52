import LocalAPIModel
import Messages
import PushStore
import UnixListener

/// Why the daemon could not start, or not go on, and what it exits with.
struct StartFailure {
    /// A sentence that says what to do.
    let words: String
    let exitCode: Int32

    /// A configuration that can't be used (EX_CONFIG of sysexits(3)): starting again won't help.
    private static let configurationError: Int32 = 78
    /// Anything else.
    private static let otherError: Int32 = 70

    /// - Parameters:
    ///   - error: what ended the daemon.
    ///   - language: of the person who reads it.
    init(_ error: any Error, in language: Language) {
        words = Self.message(error).map { language($0) } ?? "\(error)"
        exitCode = error is ConfigurationError ? Self.configurationError : Self.otherError
    }

    /// `nil` for an error that should not be.
    static func message(_ error: any Error) -> Message? {
        switch error {
        case let error as StartError: .daemon(error.message)
        case let error as ConfigurationError: .daemon(error.message)
        case let error as UnixListenerError: .daemon(DaemonMessage(error))
        case let error as PushStoreError: .daemon(.device(.database(DatabaseFailure(error))))
        case is SocketPaths.Unknown: .command(.socketsUnknown)
        default: nil
        }
    }
}

/// What keeps the daemon from starting.
struct StartError: Error {
    let message: DaemonMessage

    init(_ message: DaemonMessage) {
        self.message = message
    }
}
