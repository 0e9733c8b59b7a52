import Glibc

/// A point in a step, an enrollment or a change of a device at which a crash could lose or repeat something.
///
/// In a debug build the environment can arm one of them: with `SMARTPUSH_CRASH_AT=before_request:allow` the process
/// ends by `SIGKILL` when it reaches that point. The tests do this at each point, restart the daemon, and compare what
/// it says with what the server has seen. In a release build the points do nothing.
package enum CrashPoint: String, Sendable, CaseIterable {
    /// The transaction has the change and is not committed.
    case beforeCommit = "before_commit"
    /// The change is committed. No caller knows of it, and none of its effects have begun.
    case afterCommit = "after_commit"
    /// The daemon is about to send a request to the server.
    case beforeRequest = "before_request"
    /// The kernel has taken the whole request. There is no answer yet.
    case requestSent = "request_sent"
    /// The daemon has read the answer and has not stored it.
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
