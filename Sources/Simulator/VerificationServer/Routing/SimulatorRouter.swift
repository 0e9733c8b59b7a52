import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SimulatorHTTP

/// ``Route/table`` on Hummingbird's router.
///
/// Every path is registered with every method, because the router has no 405. ``RouteMatch`` then finds the route.
struct SimulatorRouter: Sendable {
    private let responder: RouterResponder<SimulatorContext>
    private let logger: Logger

    /// `exchange` answers every request, also one without a route.
    init(_ exchange: SimulatorExchange, logger: Logger) {
        let router = Router(context: SimulatorContext.self)
        router.add(middleware: HeadMiddleware())
        router.add(middleware: UnknownPathMiddleware(exchange: exchange))
        router.add(middleware: StrictPathMiddleware())
        for (path, routes) in Dictionary(grouping: Route.table, by: \.path) {
            for method in Self.methods {
                router.on(RouterPath(path), method: method) { request, context in
                    let match = RouteMatch(
                        context.request.method, among: routes, origin: context.request.origin,
                        intendedMethod: context.intendedMethod)
                    return try await exchange.respond(to: request, context, match)
                }
            }
        }
        responder = router.buildResponder()
        self.logger = logger
    }

    /// Throws if the client gets no answer; the connection is then already closed.
    func respond(to request: Request, on channel: any Channel) async throws -> Response {
        let context = SimulatorContext(request, channel, logger: logger)
        var head = request.head
        head.path = Self.canonical(request.uri.path)
        if !Self.methods.contains(head.method) { head.method = Self.unserved }
        return try await responder.respond(to: Request(head: head, body: request.body), context: context)
    }

    /// The methods of HTTP. Any other is replaced by one that no route has.
    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .delete, .patch, .options, .connect, unserved,
    ]
    private static let unserved = HTTPRequest.Method.trace

    /// The segment that names the verification method is matched in any case (`push`, `PUSH`). A last segment after it
    /// is a value, such as the user of an enrollment, and is not changed.
    static func canonical(_ path: String) -> String {
        var segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for index in segments.indices where segments[index].lowercased() == "push" {
            let isValue = index == segments.endIndex - 1 && index > 0 && segments[index - 1] == "push"
            if !isValue { segments[index] = "push" }
        }
        return segments.joined(separator: "/")
    }
}
