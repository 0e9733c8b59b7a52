import PushExchange
import PushStore
import Testing

@testable import PushEngine

@Suite("The commit queue") struct CommitQueueTests {
    @Test("commits at once if a caller waits, and otherwise after the delay") func decidesWhen() {
        var queue = CommitQueue()
        #expect(queue.add(.nothing, isAwaited: false) == .commitAfterDelay)
        #expect(queue.add(.nothing, isAwaited: true) == .commitNow)
        #expect(queue.begin() == true)
        #expect(queue.begin() == false, "one commit at a time")
        #expect(queue.takeBatch().count == 2, "they share it")
    }

    @Test("collects what comes during a commit for the next one") func batches() {
        var queue = CommitQueue()
        _ = queue.add(.nothing, isAwaited: true)
        #expect(queue.begin() == true)
        _ = queue.takeBatch()
        #expect(queue.add(.nothing, isAwaited: false) == .nothing)
        #expect(queue.add(.nothing, isAwaited: true) == .nothing)
        #expect(queue.end() == .commitNow && queue.isCommitting)
        #expect(queue.takeBatch().count == 2)
        #expect(queue.add(.nothing, isAwaited: false) == .nothing)
        #expect(queue.end() == .commitAfterDelay && !queue.isCommitting, "nobody waits for what is left")
        #expect(queue.begin() == true)
        _ = queue.takeBatch()
        #expect(queue.end() == .nothing)
        #expect(queue.begin() == false, "there is nothing to commit")
    }

    @Test("reports a failure once, as long as it lasts") func fails() {
        var queue = CommitQueue()
        #expect(queue.fail(.full(path: "a")) == true)
        #expect(queue.fail(.full(path: "a")) == false)
        #expect(queue.fail(.busy(path: "a")) == true)
        queue.succeed()
        #expect(queue.failure == nil)
        #expect(queue.fail(.busy(path: "a")) == true)
    }

    @Test("keeps what could not be committed, in order, until it is taken") func keeps() {
        var queue = CommitQueue()
        let events = [KeptEvent.exchange(.resumed, of: "a"), .scan(.notSent, of: "b")]
        for event in events { queue.keep(event) }
        #expect(queue.takeKept() == events)
        #expect(queue.takeKept().isEmpty)
    }
}

extension Work {
    /// An empty change without a caller.
    fileprivate static var nothing: Work {
        Work(apply: { _ in Result(steps: [], isKept: true, finish: {}) }, fail: { _ in })
    }
}
