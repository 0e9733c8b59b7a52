import HTTPTypes
import Hummingbird
import LocalAPIModel

/// A route of the local API.
struct APIRoute: Sendable {
    typealias Handler = @Sendable (Request, APIContext) async throws -> Response

    let method: HTTPRequest.Method
    /// The path, without the leading slash; `:id` stands for any one segment.
    let path: String
    let handler: Handler

    init(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        self.method = method
        self.path = path
        self.handler = handler
    }
}

/// All routes of the local API.
enum Routes {
    static func table(_ handlers: Handlers) -> [APIRoute] {
        [
            APIRoute(.get, "v1/status", handlers.status),
            APIRoute(.get, "v1/enrollments", handlers.enrollments),
            APIRoute(.post, "v1/enrollments", handlers.enroll),
            APIRoute(.post, "v1/enrollments/login", handlers.login),
            APIRoute(.post, "v1/enrollments/scan", handlers.scanLink),
            APIRoute(.get, "v1/enrollments/scan/:id", handlers.scan),
            APIRoute(.delete, "v1/enrollments/scan/:id", handlers.cancelScan),
            APIRoute(.post, "v1/enrollments/scan/:id/verify", handlers.verifyScan),
            APIRoute(.get, "v1/enrollments/:id", handlers.enrollment),
            APIRoute(.patch, "v1/enrollments/:id", handlers.changeEnrollment),
            APIRoute(.delete, "v1/enrollments/:id", handlers.unenroll),
            APIRoute(.get, "v1/exchanges", handlers.exchanges),
            APIRoute(.get, "v1/exchanges/:id", handlers.exchange),
            APIRoute(.post, "v1/exchanges/:id/allow", handlers.allow),
            APIRoute(.post, "v1/exchanges/:id/deny", handlers.deny),
            APIRoute(.post, "v1/exchanges/:id/cancel", handlers.cancel),
            APIRoute(.post, "v1/exchanges/:id/verify", handlers.verify),
            APIRoute(.post, "v1/refresh", handlers.refresh),
            APIRoute(.post, "v1/checkup", handlers.checkup),
            APIRoute(.get, "v1/events", handlers.events),
        ]
    }

    static func router(_ backend: any LocalAPIBackend) -> Router<APIContext> {
        let table = table(Handlers(backend: backend))
        let router = Router(context: APIContext.self)
        router.add(middleware: ProblemMiddleware(routes: table))
        router.add(middleware: OriginMiddleware())
        for route in table { router.on(RouterPath(route.path), method: route.method, use: route.handler) }
        return router
    }
}

extension [APIRoute] {
    /// The methods that a path has, in alphabetical order; none if there is no such path.
    func methods(on path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/")
        let methods = filter { route in
            let pattern = route.path.split(separator: "/")
            return pattern.count == segments.count
                && zip(pattern, segments).allSatisfy { $0 == $1 || $0.hasPrefix(":") }
        }
        return Set(methods.map(\.method)).sorted { $0.rawValue < $1.rawValue }
    }
}
