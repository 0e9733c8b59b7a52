import HTTPTypes

/// A method and a path, and what answers them.
struct Route: Sendable {
    typealias Handler = @Sendable (Call, inout World) throws(Refusal) -> Answer

    let method: HTTPRequest.Method
    let path: String
    /// What the request log and the faults call it; nil for the simulator's own pages, which have neither.
    let step: Step?
    let handle: Handler
    /// Whether a page of another origin may call it, see ``CrossOrigin``.
    private(set) var isForPages = false
    /// Whether a form of a page of any origin may be sent to it.
    private(set) var isForForms = false

    init(_ method: HTTPRequest.Method, _ path: String, _ step: Step? = nil, _ handle: @escaping Handler) {
        self.method = method
        self.path = path
        self.step = step
        self.handle = handle
    }

    var forPages: Route {
        var route = self
        route.isForPages = true
        return route
    }

    var forForms: Route {
        var route = self
        route.isForForms = true
        return route
    }

    /// What a browser hears that asks before it makes a call: the answer is in its headers.
    fileprivate var preflight: Route {
        Route(method, path) { _, _ in .nothing() }.forPages
    }

    /// The values of the path's `{…}` segments, or nil where `path` is another one.
    ///
    /// A segment that is the verification method's name is matched in any case (`push`, `PUSH`), all others exactly.
    func parameters(in path: String) -> [String: String]? {
        let pattern = self.path.split(separator: "/", omittingEmptySubsequences: false)
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard pattern.count == segments.count else { return nil }
        var parameters: [String: String] = [:]
        for (expected, segment) in zip(pattern, segments) {
            if expected.hasPrefix("{"), !segment.isEmpty {
                parameters[String(expected.dropFirst().dropLast())] = String(segment)
            } else if expected != segment, expected != "push" || segment.lowercased() != "push" {
                return nil
            }
        }
        return parameters
    }
}

/// Finds the route for a request.
struct Router: Sendable {
    let routes: [Route]

    /// The route and the call with its parameters; or why there is none, with the methods that the path does take.
    func find(_ call: Call) -> (call: Call, route: Result<Route, Refusal>, allowed: [HTTPRequest.Method]) {
        let matches = routes.compactMap { route in route.parameters(in: call.path).map { (route, $0) } }
        if let asked = matches.first(where: { $0.0.isForPages && call.isPreflight(of: $0.0.method) }) {
            return (call, .success(asked.0.preflight), [])
        }
        // What can be got can be asked for its head alone (RFC 9110, section 9.3.2).
        let method = call.method == .head ? .get : call.method
        guard let (route, parameters) = matches.first(where: { $0.0.method == method }) else {
            let allowed = matches.map(\.0.method)
            return (call, .failure(allowed.isEmpty ? .unknownPath : .wrongMethod), allowed)
        }
        var call = call
        call.parameters = parameters
        return (call, .success(route), [])
    }
}

extension Call {
    fileprivate func isPreflight(of method: HTTPRequest.Method) -> Bool {
        self.method == .options && origin != nil && intendedMethod == method.rawValue
    }
}
