package import PushStore

/// The state of the engine in a few numbers, for the status line of the service (sd_notify(3), `STATUS=`).
package struct EngineSummary: Sendable, Equatable {
    /// How many exchanges are open.
    package var open = 0
    /// How many enrollments there are.
    package var enrollments = 0
    /// How many enrollments have a server that does not answer.
    package var away = 0
    /// Why nothing can be stored; `nil` while the database can be written.
    package var storeFailure: PushStoreError?

    /// The summary of an engine without enrollments.
    package init() {}
}

extension Engine {
    /// The summary now and whenever it changes, until `end` is called. A slow reader only gets the latest one. There
    /// can be one reader.
    package func summaries() -> (changes: AsyncStream<EngineSummary>, end: @Sendable () -> Void) {
        let (changes, continuation) = AsyncStream.makeStream(
            of: EngineSummary.self, bufferingPolicy: .bufferingNewest(1))
        summaryReader = continuation
        continuation.yield(summary)
        return (changes, { continuation.finish() })
    }

    /// Sends a new summary if it has changed. It is called once after each batch of changes, not after each change.
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
