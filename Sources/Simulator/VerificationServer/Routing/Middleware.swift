import Hummingbird
import SimulatorHTTP

/// Answers HEAD with the headers of any answer, including its length, but without the body.
struct HeadMiddleware: RouterMiddleware {
    @concurrent func handle(
        _ request: Request, context: SimulatorContext,
        next: @concurrent (Request, SimulatorContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        return request.method == .head ? response.createHeadResponse() : response
    }
}

/// Answers requests that no route fits, in the simulator's envelope and with a log entry.
struct UnknownPathMiddleware: RouterMiddleware {
    let exchange: SimulatorExchange

    @concurrent func handle(
        _ request: Request, context: SimulatorContext,
        next: @concurrent (Request, SimulatorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return try await exchange.respond(to: request, context, .unknownPath)
        }
    }
}

/// Refuses paths with an empty segment. The router would ignore the segment, but a real server may be stricter.
struct StrictPathMiddleware: RouterMiddleware {
    @concurrent func handle(
        _ request: Request, context: SimulatorContext,
        next: @concurrent (Request, SimulatorContext) async throws -> Response
    ) async throws -> Response {
        let path = context.request.path
        guard path == "/" || path.hasPrefix("/") && !path.hasSuffix("/") && !path.contains("//") else {
            throw HTTPError(.notFound)
        }
        return try await next(request, context)
    }
}
