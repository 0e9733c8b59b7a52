import FoundationEssentials
package import LocalAPIModel

/// Where a decision stands when it is answered.
package struct DecisionOutcome: Sendable, Equatable {
    package var exchange: ExchangeDocument
    /// The outcome was not known within the wait; the daemon goes on with it.
    package var isUnderWay: Bool

    package init(exchange: ExchangeDocument, isUnderWay: Bool) {
        self.exchange = exchange
        self.isUnderWay = isUnderWay
    }
}

extension LocalAPIClient {
    /// Takes a decision and waits for its outcome, but no longer than `wait` seconds; the daemon's 30 where it is `nil`.
    ///
    /// Giving up here, by cancelling the task for instance, takes nothing back: the daemon goes on either way.
    package func decide(
        _ decision: Decision, on id: String, wait: Int? = nil
    ) async throws(LocalAPIError) -> DecisionOutcome {
        let query = wait.map { [(name: "wait", value: String($0))] } ?? []
        let target = RequestTarget(["v1", "exchanges", id, decision.word], query: query)
        let request = HTTPRequest(.post, target, body: try body(of: decision))
        let answer = try await send(request, extra: .seconds(wait ?? 30))
        return DecisionOutcome(exchange: try decode(answer), isUnderWay: answer.head.status == 202)
    }

    package func allow(_ id: String, wait: Int? = nil) async throws(LocalAPIError) -> DecisionOutcome {
        try await decide(.allow, on: id, wait: wait)
    }

    package func deny(
        _ id: String, reason: String? = nil, wait: Int? = nil
    ) async throws(LocalAPIError) -> DecisionOutcome {
        try await decide(.deny(reason: reason), on: id, wait: wait)
    }

    package func cancel(
        _ id: String, reason: String? = nil, wait: Int? = nil
    ) async throws(LocalAPIError) -> DecisionOutcome {
        try await decide(.cancel(reason: reason), on: id, wait: wait)
    }

    package func verify(
        _ id: String, number: String, wait: Int? = nil
    ) async throws(LocalAPIError) -> DecisionOutcome {
        try await decide(.verify(number: number), on: id, wait: wait)
    }

    private func body(of decision: Decision) throws(LocalAPIError) -> HTTPRequest.Body? {
        switch decision {
        case .allow: nil
        case .deny(let reason), .cancel(let reason): try encoded(ReasonRequest(reason: reason))
        case .verify(let number): try encoded(VerifyRequest(passcode: number))
        }
    }
}
