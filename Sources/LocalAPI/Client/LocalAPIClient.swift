import FoundationEssentials
import LocalAPIModel

/// A typed client of the daemon's local API. It is a value: each call opens its own connection.
///
/// Every parameter that takes an id also takes an unambiguous prefix of it, of six or more characters. Every call
/// throws ``LocalAPIError/problem(_:)`` if the daemon refuses it.
package struct LocalAPIClient: Sendable {
    /// The daemon's `api.sock`.
    package let socketPath: String
    private let caller: HTTPCaller
    private let patience: Duration

    /// - Parameters:
    ///   - socketPath: the daemon's `api.sock`.
    ///   - patience: how long the daemon may take to answer. Calls that also wait for a verification server have the
    ///     time for that in addition.
    package init(socketPath: String, patience: Duration = .seconds(15)) {
        self.socketPath = socketPath
        self.patience = patience
        caller = HTTPCaller(.unix(path: socketPath))
    }
}

// What the routes have in common.
extension LocalAPIClient {
    /// How much time a call has in addition, if the daemon asks verification servers before it answers.
    static let serverTime = Duration.seconds(60)

    func get<Answer: Decodable>(
        _ path: [String], query: [(name: String, value: String)] = []
    ) async throws(LocalAPIError) -> Answer {
        try decode(await send(HTTPRequest(.get, RequestTarget(["v1"] + path, query: query))))
    }

    func call<Answer: Decodable>(
        _ method: HTTPRequest.Method, _ path: [String], _ body: some Encodable, extra: Duration = .zero
    ) async throws(LocalAPIError) -> Answer {
        let request = HTTPRequest(method, RequestTarget(["v1"] + path), body: try encoded(body))
        return try decode(await send(request, extra: extra))
    }

    func delete(_ path: [String], extra: Duration) async throws(LocalAPIError) {
        _ = try await send(HTTPRequest(.delete, RequestTarget(["v1"] + path)), extra: extra)
    }

    /// - Returns: an answer with a status from 200 to 299.
    /// - Throws: the daemon's problem for every other status, or why there is no answer.
    func send(_ request: HTTPRequest, extra: Duration = .zero) async throws(LocalAPIError) -> HTTPAnswer {
        let answer: HTTPAnswer
        do {
            answer = try await caller.send(request, within: patience + extra)
        } catch {
            throw LocalAPIError(error, path: socketPath)
        }
        guard (200...299).contains(answer.head.status) else { throw Self.error(in: answer) }
        return answer
    }

    func stream<Result>(
        _ request: HTTPRequest, _ consume: (HTTPAnswerHead, inout HTTPBodyReader) async throws -> Result
    ) async throws -> Result {
        do {
            return try await caller.stream(request, headWithin: patience, consume)
        } catch let failure as HTTPFailure {
            throw LocalAPIError(failure, path: socketPath)
        }
    }

    static func error(in answer: HTTPAnswer) -> LocalAPIError {
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(answer.body)) else {
            return .unintelligible(.noProblem(status: answer.head.status))
        }
        return .problem(problem)
    }

    func encoded(_ body: some Encodable) throws(LocalAPIError) -> HTTPRequest.Body {
        do {
            return HTTPRequest.Body(type: "application/json", bytes: Array(try JSONEncoder().encode(body)))
        } catch {
            throw .unintelligible(.requestNotEncodable)
        }
    }

    func decode<Answer: Decodable>(_ answer: HTTPAnswer) throws(LocalAPIError) -> Answer {
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(answer.body))
        } catch {
            throw .unintelligible(.unexpectedDocument)
        }
    }
}
