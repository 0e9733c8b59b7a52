import FoundationEssentials
import LocalAPIModel

/// The typed client of the daemon's local API; a value that holds no connection.
///
/// Wherever an id is asked for, an unambiguous prefix of six or more characters serves.
package struct LocalAPIClient: Sendable {
    package let socketPath: String
    private let caller: HTTPCaller
    private let patience: Duration

    /// - Parameters:
    ///   - socketPath: the daemon's `api.sock`.
    ///   - patience: how long an answer may take that the daemon can give by itself. Calls that wait for a
    ///     verification server get as much time again as these may take.
    package init(socketPath: String, patience: Duration = .seconds(15)) {
        self.socketPath = socketPath
        self.patience = patience
        caller = HTTPCaller(.unix(path: socketPath))
    }
}

// How the routes talk.
extension LocalAPIClient {
    /// How long the daemon may ask verification servers before it has to answer.
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

    /// The answer where the daemon did what was asked, its problem or what else went wrong otherwise.
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
