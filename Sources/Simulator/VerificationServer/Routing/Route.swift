import HTTPTypes
import SimulatorHTTP

/// A method and a path, and what answers them.
struct Route: Sendable {
    typealias Handler = @Sendable (ServerRequest, inout SimulatorState) throws(Refusal) -> ServerResponse

    /// Which pages of other origins may call it, see ``CrossOrigin``.
    enum PageAccess: Sendable {
        case none
        /// Those that ``CrossOrigin`` permits.
        case calls
        /// Any page may send a form to it, which takes its user along.
        case forms
    }

    let method: HTTPRequest.Method
    let path: String
    /// What the request log and the faults call it; nil for the simulator's own pages, which have neither.
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

    /// The answer to a browser that asks before it makes a call of a page; all of it is in the headers.
    var preflight: Route { Route(method, path) { _, _ in .nothing() }.forPages }

    private func with(_ access: PageAccess) -> Route {
        var route = self
        route.access = access
        return route
    }
}
