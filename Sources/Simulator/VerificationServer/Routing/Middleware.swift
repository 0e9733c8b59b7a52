import Hummingbird
import SimulatorHTTP

/// Answers HEAD with the length of the body but without the body, whatever the answer is.
struct HeadMiddleware: RouterMiddleware {
    @concurrent func handle(
        _ request: Request, context: SimulatorContext,
        next: @concurrent (Request, SimulatorContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        return request.method == .head ? response.createHeadResponse() : response
    }
}

/// Answers what no route fits, in the simulator's envelope and with an entry in its log.
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

/// Knows no path with an empty segment, which the router would pass over: a real server may not be as lenient.
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
