import HTTPTypes
import SimulatorHTTP

/// A method and a path, and the function that answers them.
struct Route: Sendable {
    typealias Handler = @Sendable (ServerRequest, inout SimulatorState) throws(Refusal) -> ServerResponse

    /// Which pages of other origins may call a route, see ``CrossOrigin``.
    enum PageAccess: Sendable {
        case none
        /// The pages that ``CrossOrigin`` permits.
        case calls
        /// Any page may send a form to it, because the browser then leaves the page.
        case forms
    }

    /// The two generations of paths; a real tenant serves some of each.
    enum PathSet: String, Sendable {
        case guide
        case v2
    }

    let method: HTTPRequest.Method
    let path: String
    /// Its name in the request log and for faults; nil for the simulator's own pages, which have neither.
    let step: Step?
    let handle: Handler
    private(set) var access = PageAccess.none

    init(_ method: HTTPRequest.Method, _ path: String, _ step: Step? = nil, _ handle: @escaping Handler) {
        self.method = method
        self.path = path
        self.step = step
        self.handle = handle
    }

    /// Nil for a path that both sets share.
    var pathSet: PathSet? {
        guard path.hasPrefix("/verification-") else { return nil }
        return path.contains("/v2/") ? .v2 : .guide
    }

    var forPages: Route { with(.calls) }

    var forForms: Route { with(.forms) }

    /// The route that answers a preflight request. The whole answer is in the headers.
    var preflight: Route { Route(method, path) { _, _ in .nothing() }.forPages }

    private func with(_ access: PageAccess) -> Route {
        var route = self
        route.access = access
        return route
    }
}
