/// How the engine is, in numbers: for whoever shows it all the time.
public struct EngineSummary: Sendable, Equatable {
    /// Sign-ins that wait for something.
    public var open = 0
    public var enrollments = 0
    /// Enrollments whose server does not answer.
    public var away = 0
    /// Why nothing can be stored; `nil` while it can.
    public var storeTrouble: String?
}

extension Engine {
    /// The summary now and whenever it changes. Who reads slowly is told the last one; there is one reader.
    public func summaries() -> AsyncStream<EngineSummary> {
        let (summaries, continuation) = AsyncStream.makeStream(
            of: EngineSummary.self, bufferingPolicy: .bufferingNewest(1))
        summaryReader = continuation
        continuation.yield(summary)
        return summaries
    }

    func tellSummary() {
        let now = EngineSummary(
            open: agendas.count, enrollments: enrolled.count,
            away: enrolled.values.count { $0.health.reachable == false }, storeTrouble: storeTrouble)
        guard now != summary else { return }
        summary = now
        summaryReader?.yield(now)
    }
}
