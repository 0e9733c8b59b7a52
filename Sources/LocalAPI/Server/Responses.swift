import FoundationEssentials
import HTTPTypes
import Hummingbird
import JSONText
import LocalAPIModel
import NIOCore

extension Response {
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json"
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return json(ByteBuffer(bytes: try encoder.encode(value)), status, type)
    }

    /// An exchange, or a page of them: what is asked for most.
    static func exchanges(_ document: some JSONWritable, status: HTTPResponse.Status = .ok) -> Response {
        json(ByteBuffer(bytes: document.json), status, "application/json")
    }

    private static func json(_ text: ByteBuffer, _ status: HTTPResponse.Status, _ type: String) -> Response {
        var text = text
        text.writeInteger(UInt8(ascii: "\n"))
        let headers: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: text))
    }

    static func problem(_ problem: Problem) throws -> Response {
        try json(problem, status: .init(code: problem.status), type: "application/problem+json")
    }
}

/// Turns the errors of the handlers into problem documents.
struct ProblemMiddleware: RouterMiddleware {
    @concurrent func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return try .problem(problem)
        } catch let error as HTTPError where error.status == .notFound {
            return try .problem(Problem(.notFound, "there is no \(request.method.rawValue) on this path"))
        } catch let error as any HTTPResponseError {
            return try .problem(Problem(.invalidRequest, "the request can't be understood (HTTP \(error.status.code))"))
        } catch is CancellationError {
            return try .problem(Problem(.unavailable, "the daemon is stopping; try again when it is back"))
        }
    }
}

/// Refuses requests that a web page may have sent. Browsers add an `Origin` header, other programs don't.
struct OriginMiddleware: RouterMiddleware {
    @concurrent func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let origin = HTTPField.Name("Origin"), request.headers[origin] == nil else {
            throw Problem(
                .invalidRequest, "a request with an Origin header is not served: this API is not for web pages")
        }
        return try await next(request, context)
    }
}
