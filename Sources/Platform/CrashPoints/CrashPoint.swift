import Glibc

/// A boundary in a step, an enrollment or a change of a device at which a crash could lose or repeat something.
///
/// In a debug build one of them can be armed: with `SMARTPUSH_CRASH_AT=before_request:allow` in its environment, the process
/// ends by `SIGKILL` when it reaches that point. The tests do this at each point, start the daemon again, and compare what
/// it says with what the server has seen. In a release build reaching a point does nothing.
package enum CrashPoint: String, Sendable, CaseIterable {
    /// The transaction has the change, and is not committed yet.
    case beforeCommit = "before_commit"
    /// The change is committed. No caller knows of it, and nothing that follows from it has been done.
    case afterCommit = "after_commit"
    /// A request to the server is about to be made.
    case beforeRequest = "before_request"
    /// The kernel has taken the whole request. There is no answer yet.
    case requestSent = "request_sent"
    /// The answer has been read, and is not stored yet.
    case answerReceived = "answer_received"

    /// Ends the process if this point is armed.
    /// - Parameter what: what is committed or requested, as the environment names it after the colon.
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
