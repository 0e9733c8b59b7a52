import HTTPTypes
import SimulatorHTTP

/// The route for a request, or why there is none.
struct RouteMatch: Sendable {
    let route: Result<Route, Refusal>
    /// The methods that the path has; empty if the route was found or the path is unknown.
    private(set) var allowed: [HTTPRequest.Method] = []

    static let unknownPath = RouteMatch(route: .failure(.unknownPath))

    private init(route: Result<Route, Refusal>) {
        self.route = route
    }

    /// Looks for the route among `routes`, which all have the same path. A request is a preflight if it names an origin
    /// and an intended method that is for pages.
    init(_ method: HTTPRequest.Method, among routes: [Route], origin: String?, intendedMethod: String?) {
        // Whatever supports GET supports HEAD (RFC 9110, section 9.3.2).
        let served = method == .head ? .get : method
        let asked = routes.first { $0.access == .calls && $0.method.rawValue == intendedMethod }
        if method == .options, origin != nil, let asked {
            route = .success(asked.preflight)
        } else if let found = routes.first(where: { $0.method == served }) {
            route = .success(found)
        } else {
            route = .failure(.wrongMethod)
            allowed = routes.map(\.method)
        }
    }
}
