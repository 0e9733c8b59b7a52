package import PushStore

/// How the engine is, in numbers, for a line that always shows it.
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
    /// The summary now and whenever it changes, until `end` is called. A slow reader gets the last one only. There is one
    /// reader.
    package func summaries() -> (changes: AsyncStream<EngineSummary>, end: @Sendable () -> Void) {
        let (changes, continuation) = AsyncStream.makeStream(
            of: EngineSummary.self, bufferingPolicy: .bufferingNewest(1))
        summaryReader = continuation
        continuation.yield(summary)
        return (changes, { continuation.finish() })
    }

    /// To be called after what the summary counts may have changed: once for each batch of changes, not for each of them.
    func tellSummary() {
        var now = EngineSummary()
        now.open = exchanges.count
        now.enrollments = enrollments.count
        now.away = links.values.count { $0.isAway }
        now.storeFailure = storeFailure
        guard now != summary else { return }
        summary = now
        summaryReader?.yield(now)
    }
}
