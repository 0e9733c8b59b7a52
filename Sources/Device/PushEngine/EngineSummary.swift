package import PushStore

/// How the engine is, in numbers: for whoever shows it all the time.
package struct EngineSummary: Sendable, Equatable {
    /// Sign-ins that wait for something.
    package var open = 0
    package var enrollments = 0
    /// Enrollments whose server does not answer.
    package var away = 0
    /// Why nothing can be stored; `nil` while it can.
    package var storeFailure: PushStoreError?

    /// Of an engine that has nothing.
    package init() {}
}

extension Engine {
    /// The summary now and whenever it changes, until `end` is called. Who reads slowly is told the last one; there is one
    /// reader.
    package func summaries() -> (changes: AsyncStream<EngineSummary>, end: @Sendable () -> Void) {
        let (changes, continuation) = AsyncStream.makeStream(
            of: EngineSummary.self, bufferingPolicy: .bufferingNewest(1))
        summaryReader = continuation
        continuation.yield(summary)
        return (changes, { continuation.finish() })
    }

    func tellSummary() {
        var now = EngineSummary()
        now.open = agendas.count
        now.enrollments = enrolled.count
        now.away = enrolled.values.count { $0.health.reachable == false }
        now.storeFailure = storeFailure
        guard now != summary else { return }
        summary = now
        summaryReader?.yield(now)
    }
}
