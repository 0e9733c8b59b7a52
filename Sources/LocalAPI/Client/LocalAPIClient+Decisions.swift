import FoundationEssentials
package import LocalAPIModel

/// What the daemon answers to a decision.
package struct DecisionOutcome: Sendable, Equatable {
    /// The exchange after the decision, or with the step in its `operation` if it is under way.
    package var exchange: ExchangeDocument
    /// Whether the wait ended before the outcome was known. The daemon goes on with the step.
    package var isUnderWay: Bool

    package init(exchange: ExchangeDocument, isUnderWay: Bool) {
        self.exchange = exchange
        self.isUnderWay = isUnderWay
    }
}

extension LocalAPIClient {
    /// Takes a decision and waits for its outcome.
    ///
    /// Cancelling the task ends the wait and not the step: the daemon goes on with it.
    /// - Parameters:
    ///   - decision: what the user decided.
    ///   - id: the exchange's id or an unambiguous prefix of it.
    ///   - wait: how many seconds to wait at most, from 0 to 3600; `nil` for 30.
    /// - Returns: the exchange, and whether the step is still under way.
    /// - Throws: the daemon's problem, for instance if the number is wrong or the server refused, or why there is no
    ///   answer.
    package func decide(
        _ decision: Decision, on id: String, wait: Int? = nil
    ) async throws(LocalAPIError) -> DecisionOutcome {
        let query = wait.map { [(name: "wait", value: String($0))] } ?? []
        let target = RequestTarget(["v1", "exchanges", id, decision.word], query: query)
        let request = HTTPRequest(.post, target, body: try body(of: decision))
        let answer = try await send(request, extra: .seconds(wait ?? 30))
        return DecisionOutcome(exchange: try decode(answer), isUnderWay: answer.head.status == 202)
    }

    /// Allows the sign-in; the user then chooses the number. See ``decide(_:on:wait:)``.
    package func allow(_ id: String, wait: Int? = nil) async throws(LocalAPIError) -> DecisionOutcome {
        try await decide(.allow, on: id, wait: wait)
    }

    /// Denies the sign-in. See ``decide(_:on:wait:)``.
    package func deny(
        _ id: String, reason: String? = nil, wait: Int? = nil
    ) async throws(LocalAPIError) -> DecisionOutcome {
        try await decide(.deny(reason: reason), on: id, wait: wait)
    }

    /// Cancels the sign-in. See ``decide(_:on:wait:)``.
    package func cancel(
        _ id: String, reason: String? = nil, wait: Int? = nil
    ) async throws(LocalAPIError) -> DecisionOutcome {
        try await decide(.cancel(reason: reason), on: id, wait: wait)
    }

    /// Gives the number that the web page shows, which completes the sign-in. See ``decide(_:on:wait:)``.
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
