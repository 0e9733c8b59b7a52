import SimulatorHTTP

/// The routes that this server does without, as a tenant of another release does. A gateway answers in its place.
struct AbsentRoutes: Sendable {
    /// The statuses with which a gateway says that there is no such route, and their words.
    static let titles = [404: "Not Found", 405: "Method Not Allowed", 410: "Gone", 501: "Not Implemented"]

    private var routes: Set<RouteKey> = []
    private var status = 404

    init(_ selections: [RouteSelection], status: Int) {
        for selection in selections { routes.formUnion(selection.routes) }
        self.status = status
    }

    mutating func leaveOut(_ selection: RouteSelection, status: Int) {
        routes.formUnion(selection.routes)
        self.status = status
    }

    mutating func restore() { routes = [] }

    /// The gateway's answer, or nil if the route is served. It has no error envelope: the server never saw the request.
    ///
    /// The pages of this server always get an answer of their own, because people use them to watch a device cope.
    func answer(to request: ServerRequest, on route: Route) -> ServerResponse? {
        guard routes.contains(RouteKey(route)), !request.isFromOwnPage else { return nil }
        let title = "\(status) \(Self.titles[status] ?? "")"
        var response = ServerResponse.html(
            "<!doctype html>\n<title>\(title)</title>\n<h1>\(title)</h1>\n<p>gateway</p>\n")
        response.status = status
        response.result = "absent"
        return response
    }
}

extension ServerRequest {
    /// Whether a page of this server makes the call. Browsers say so, and no page can change what they say.
    fileprivate var isFromOwnPage: Bool { fetchSite == "same-origin" }
}
