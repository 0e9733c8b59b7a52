import HTTPTypes

/// Routes that are chosen by a name: `METHOD PATH`, a step such as `acknowledge` (on both path sets), a step on one
/// path set such as `v2:pending`, or a path set with every call of a device in it (`guide`, `v2`).
package struct RouteSelection: Sendable, Equatable {
    let routes: Set<RouteKey>

    /// - Throws: ``RouteSelectionError`` with the names that can be used, if `name` chooses nothing.
    package init(parsing name: String) throws(RouteSelectionError) {
        routes = Set(Self.choose(name).map(RouteKey.init))
        guard !routes.isEmpty else { throw RouteSelectionError(name: name) }
    }

    /// The steps that can be named, in order.
    package static let steps = Step.allCases.map(\.rawValue).filter { name in
        Route.table.contains { $0.step?.rawValue == name }
    }

    private static func choose(_ name: String) -> [Route] {
        if let set = Route.PathSet(rawValue: name) {
            return (Route.device + Route.enrollment).filter { $0.pathSet == set }
        }
        let words = name.split(separator: " ").map(String.init)
        if words.count == 2 {
            let path = SimulatorRouter.canonical(words[1])
            return Route.table.filter { $0.step != nil && $0.method.rawValue == words[0] && $0.path == path }
        }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1: return Route.table.filter { $0.step?.rawValue == name }
        case 2:
            guard let set = Route.PathSet(rawValue: parts[0]) else { return [] }
            return Route.table.filter { $0.step?.rawValue == parts[1] && $0.pathSet == set }
        default: return []
        }
    }
}

/// A route's method and path.
struct RouteKey: Sendable, Hashable {
    let method: String
    let path: String

    init(_ route: Route) {
        method = route.method.rawValue
        path = route.path
    }
}

/// No route has this name; the description is for the user.
package struct RouteSelectionError: Error, Equatable, CustomStringConvertible {
    let name: String

    package var description: String {
        """
        '\(name)' is no route; a route is METHOD PATH as on the page /sim/paths, guide, v2, or one of these, alone or \
        after guide: or v2: \(RouteSelection.steps.joined(separator: ", "))
        """
    }
}
