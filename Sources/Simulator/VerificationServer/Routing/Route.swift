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
