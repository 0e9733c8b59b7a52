import PushExchange
import PushStore
import Testing

@testable import PushEngine

@Suite("The commit queue") struct CommitQueueTests {
    @Test("commits at once what somebody waits for, and the rest after the delay") func decidesWhen() {
        var queue = CommitQueue()
        #expect(queue.add(.nothing, isAwaited: false) == .commitAfterDelay)
        #expect(queue.add(.nothing, isAwaited: true) == .commitNow)
        #expect(queue.begin() == true)
        #expect(queue.begin() == false, "one commit at a time")
        #expect(queue.takeBatch().count == 2, "they share it")
    }

    @Test("lets what comes during a commit wait for the next one") func batches() {
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

    @Test("tells a failure once for as long as it lasts") func fails() {
        var queue = CommitQueue()
        #expect(queue.fail(.full(path: "a")) == true)
        #expect(queue.fail(.full(path: "a")) == false)
        #expect(queue.fail(.busy(path: "a")) == true)
        queue.succeed()
        #expect(queue.failure == nil)
        #expect(queue.fail(.busy(path: "a")) == true)
    }

    @Test("keeps what could not be committed, in its order, until it is taken") func keeps() {
        var queue = CommitQueue()
        let events = [KeptEvent.exchange(.resumed, of: "a"), .scan(.notSent, of: "b")]
        for event in events { queue.keep(event) }
        #expect(queue.takeKept() == events)
        #expect(queue.takeKept().isEmpty)
    }
}

extension Work {
    /// A change of nothing, for which nobody waits.
    fileprivate static var nothing: Work {
        Work(apply: { _ in Result(steps: [], isKept: true, finish: {}) }, fail: { _ in })
    }
}
