import Glibc

/// The boundaries in the life of a step, of an enrollment or of a change to a device at which a crash could lose or repeat
/// something.
///
/// In a debug build one of them can be armed: with `SMARTPUSH_CRASH_AT=before_request:allow` in its environment the
/// process ends by `SIGKILL` when it gets there. Tests do so at each, start the daemon again, and compare what it says with
/// what the server has seen. A release build has the names and nothing behind them.
package enum CrashPoint: String, Sendable, CaseIterable {
    /// A change is in the transaction, and the transaction is not committed.
    case beforeCommit = "before_commit"
    /// It is committed; nobody has been told and nothing has been done about it.
    case afterCommit = "after_commit"
    /// A request to the server is about to be made.
    case beforeRequest = "before_request"
    /// The kernel has taken all of the request; there is no answer yet.
    case requestSent = "request_sent"
    /// The answer has been read; nothing of it has been stored.
    case answerReceived = "answer_received"

    /// Ends the process where this point is armed.
    /// - Parameter what: what is committed or asked for, as the environment names it after the colon.
    package func reach(_ what: @autoclosure () -> String) {
        #if DEBUG
            guard let armed = Self.armed, armed.hasPrefix(rawValue), armed == "\(rawValue):\(what())" else { return }
            kill(getpid(), SIGKILL)
        #endif
    }

    #if DEBUG
        private static let armed = unsafe getenv("SMARTPUSH_CRASH_AT").map { unsafe String(cString: $0) }
    #endif
}
