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

    /// An exchange, with its version as the `ETag` (RFC 9110, 8.8.3).
    static func exchange(_ document: ExchangeDocument, status: HTTPResponse.Status = .ok) -> Response {
        var response = exchanges(document, status: status)
        response.headers[.eTag] = "\"\(document.version)\""
        return response
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
    let routes: [APIRoute]

    @concurrent func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return try .problem(problem)
        } catch let error as HTTPError where error.status == .notFound {
            return try unrouted(request)
        } catch let error as any HTTPResponseError {
            return try .problem(Problem(.invalidRequest, "the request can't be understood (HTTP \(error.status.code))"))
        } catch is CancellationError {
            return try .problem(Problem(.unavailable, "the daemon is stopping; try again when it is back"))
        }
    }

    /// The answer to a request that no route takes.
    private func unrouted(_ request: Request) throws -> Response {
        let methods = routes.methods(on: request.uri.path).map(\.rawValue).joined(separator: ", ")
        guard !methods.isEmpty else { return try .problem(Problem(.notFound, "there is no such path")) }
        let detail = "there is no \(request.method.rawValue) on this path, only \(methods)"
        var response = try Response.problem(Problem(.methodNotAllowed, detail))
        response.headers[.allow] = methods
        return response
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
