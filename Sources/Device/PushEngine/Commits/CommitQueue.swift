import PushExchange
import PushStore

/// The changes that wait for a commit, and when to commit them.
///
/// Changes that arrive during a commit go into the next one together (group commit). A change that no caller waits for
/// is delayed a little, by the commit delay, so that it can share a commit with one that a caller waits for. It is a
/// value: it returns what to do next, and its owner does it.
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
    /// The events that could not be committed.
    private(set) var kept: [KeptEvent] = []
    /// Why the last commit failed; `nil` once something has been written again.
    private(set) var failure: PushStoreError?

    /// How many changes wait for the next transaction.
    var waitingCount: Int { waiting.count }

    mutating func add(_ work: Work, isAwaited: Bool) -> Next {
        waiting.append(work)
        someoneWaits = someoneWaits || isAwaited
        guard !isCommitting else { return .nothing }
        return isAwaited ? .commitNow : .commitAfterDelay
    }

    /// Begins a commit.
    /// - Returns: whether to commit: there is something to commit, and no other commit is under way.
    mutating func begin() -> Bool {
        guard !isCommitting, !waiting.isEmpty else { return false }
        isCommitting = true
        return true
    }

    /// Removes and returns the waiting changes, in the order in which they came.
    mutating func takeBatch() -> [Work] {
        defer {
            waiting = []
            someoneWaits = false
        }
        return waiting
    }

    /// Ends a batch. After ``Next/commitNow`` the same loop must take the next batch at once.
    mutating func end() -> Next {
        guard !someoneWaits else { return .commitNow }
        isCommitting = false
        return waiting.isEmpty ? .nothing : .commitAfterDelay
    }

    // MARK: Failure

    /// - Returns: whether the failure is a new one.
    mutating func fail(_ error: PushStoreError) -> Bool {
        defer { failure = error }
        return failure != error
    }

    mutating func succeed() {
        failure = nil
    }

    // MARK: Kept events

    /// Keeps an event until it can be committed: it may contain the id for the next step.
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
