import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SimulatorHTTP

/// ``Route/table`` on Hummingbird's router.
///
/// Every path is registered with every method, since the router knows no 405; ``RouteMatch`` finds the route of the method.
struct SimulatorRouter: Sendable {
    private let responder: RouterResponder<SimulatorContext>
    private let logger: Logger

    /// `exchange` answers each request, whether a route was found for it or not.
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

    /// Throws where the client gets no answer; the connection is closed by then.
    func respond(to request: Request, on channel: any Channel) async throws -> Response {
        let context = SimulatorContext(request, channel, logger: logger)
        var head = request.head
        head.path = Self.canonical(request.uri.path)
        if !Self.methods.contains(head.method) { head.method = Self.unserved }
        return try await responder.respond(to: Request(head: head, body: request.body), context: context)
    }

    /// The methods of HTTP. Any other is routed as one that no route has.
    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .delete, .patch, .options, .connect, unserved,
    ]
    private static let unserved = HTTPRequest.Method.trace

    /// A segment that is the verification method's name is served in any case (`push`, `PUSH`). A last one behind it is a
    /// value, such as the user of an enrollment, and stays as it is.
    static func canonical(_ path: String) -> String {
        var segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for index in segments.indices where segments[index].lowercased() == "push" {
            let isValue = index == segments.endIndex - 1 && index > 0 && segments[index - 1] == "push"
            if !isValue { segments[index] = "push" }
        }
        return segments.joined(separator: "/")
    }
}
