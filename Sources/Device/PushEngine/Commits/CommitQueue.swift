import PushExchange
import PushStore

/// What waits to be committed, and when to do so.
///
/// Changes that arrive while a transaction is on its way to the disk go into the next one together (group commit). One that
/// nobody waits for is given a moment, the commit delay, to share the commit of one that somebody does. A value: it says what
/// to do next, and its owner does it.
struct CommitQueue: Sendable {
    enum Next: Sendable, Equatable {
        /// A commit is under way already, or there is nothing to commit.
        case nothing
        case commitNow
        case commitAfterDelay
    }

    private var waiting: [Work] = []
    private var someoneWaits = false
    private(set) var isCommitting = false
    /// Events that could not be committed.
    private(set) var kept: [KeptEvent] = []
    /// Why the last commit failed; `nil` once something has been written.
    private(set) var failure: PushStoreError?

    /// How many changes wait for the next transaction.
    var waitingCount: Int { waiting.count }

    mutating func add(_ work: Work, isAwaited: Bool) -> Next {
        waiting.append(work)
        someoneWaits = someoneWaits || isAwaited
        guard !isCommitting else { return .nothing }
        return isAwaited ? .commitNow : .commitAfterDelay
    }

    /// - Returns: whether there is something to commit, and no commit under way; one is from here on.
    mutating func begin() -> Bool {
        guard !isCommitting, !waiting.isEmpty else { return false }
        isCommitting = true
        return true
    }

    /// Takes all that waits, in the order in which it came.
    mutating func takeBatch() -> [Work] {
        defer {
            waiting = []
            someoneWaits = false
        }
        return waiting
    }

    /// After a batch. With ``Next/commitNow`` the next batch is to be taken at once, by the same commit loop.
    mutating func end() -> Next {
        guard !someoneWaits else { return .commitNow }
        isCommitting = false
        return waiting.isEmpty ? .nothing : .commitAfterDelay
    }

    // MARK: Failure

    /// - Returns: whether that is news.
    mutating func fail(_ error: PushStoreError) -> Bool {
        defer { failure = error }
        return failure != error
    }

    mutating func succeed() {
        failure = nil
    }

    // MARK: Kept events

    /// Keeps an event until it can be committed: it may hold the id that the next step needs.
    mutating func keep(_ event: KeptEvent) {
        kept.append(event)
    }

    mutating func takeKept() -> [KeptEvent] {
        defer { kept = [] }
        return kept
    }
}

/// An event that could not be committed.
enum KeptEvent: Sendable, Equatable {
    case exchange(Event, of: String)
    case scan(EnrollmentScan.Event, of: String)
}
