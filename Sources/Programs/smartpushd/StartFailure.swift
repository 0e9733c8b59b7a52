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

    init(_ error: any Error) {
        words =
            switch error {
            case let error as PushStoreError: error.inWords
            case is SocketPaths.Unknown: Language.ofUser(.command(.socketsUnknown))
            default: "\(error)"
            }
        exitCode = error is ConfigurationError ? Self.configurationError : Self.otherError
    }
}

/// A folder that is needed and can't be used.
struct FolderError: Error, CustomStringConvertible {
    let path: String
    let detail: String

    var description: String { "the folder \(path) can't be used: \(detail)" }
}
