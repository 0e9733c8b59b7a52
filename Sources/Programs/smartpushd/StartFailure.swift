import LocalAPIModel
import Messages
import PushStore
import Settings
import UnixListener

/// Why the daemon could not start or had to stop, and its exit status.
struct StartFailure {
    /// A sentence that says what to do.
    let words: String
    let exitCode: Int32

    /// The configuration can't be used (EX_CONFIG, sysexits(3)), so a restart won't help.
    private static let configurationError: Int32 = 78
    /// Any other error (EX_SOFTWARE).
    private static let otherError: Int32 = 70

    /// - Parameters:
    ///   - error: the error that ended the daemon.
    ///   - language: the reader's language.
    init(_ error: any Error, in language: Language) {
        words = Self.message(error).map { language($0) } ?? "\(error)"
        exitCode = error is SettingsFault ? Self.configurationError : Self.otherError
    }

    /// `nil` for an unexpected error.
    static func message(_ error: any Error) -> Message? {
        switch error {
        case let error as StartError: .daemon(error.message)
        case let fault as SettingsFault: .settings(fault)
        case let error as UnixListenerError: .daemon(DaemonMessage(error))
        case let error as PushStoreError: .daemon(.device(.database(DatabaseFailure(error))))
        case is SocketPaths.Unknown: .command(.socketsUnknown)
        default: nil
        }
    }
}

/// Why the daemon can't start.
struct StartError: Error {
    let message: DaemonMessage

    init(_ message: DaemonMessage) {
        self.message = message
    }
}
