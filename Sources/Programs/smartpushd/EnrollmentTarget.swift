import LocalAPIModel
import Messages
import PushExchange
import PushStore

/// A server that the configuration names.
struct ConfiguredServer: Sendable, Equatable {
    /// What people call it.
    var name: String
    /// Its address.
    var baseURL: String
    /// The id of the client to enroll for; `nil` if it is not configured.
    var clientID: Secret<String>?
    /// The push id to enroll with; `nil` if it is not configured.
    var pushID: Secret<String>?
}

/// What is known here of servers, apart from a request.
struct KnownServers: Sendable {
    /// The servers of the configuration.
    var configured: [ConfiguredServer] = []
    /// The enrollments, whose servers the user has confirmed before.
    var enrolled: [Enrollment] = []
    /// The origins that the administrator allows; `nil` for all.
    var allowed: Set<String>?

    private func configured(_ origin: String) -> ConfiguredServer? {
        configured.first { BaseURL.origin(of: $0.baseURL) == origin }
    }

    private func isKnown(_ origin: String) -> Bool {
        configured(origin) != nil || enrolled.contains { BaseURL.origin(of: $0.baseURL) == origin }
    }

    /// Decides which server a link is sent to, and as which client.
    ///
    /// Anyone can make a link. So a server that only the link names is not called; the request has to name it.
    /// - Parameters:
    ///   - request: what the user asks for.
    ///   - link: what the request's link says.
    /// - Returns: the plan, with a server that may be called.
    /// - Throws: ``Problem``, which quotes nothing of the link but the origin of its server.
    func plan(_ request: ScanRequest, _ link: EnrollmentLink) throws -> EnrollmentPlan {
        let baseURL = try server(asked: request.baseURL, linked: link.baseURL)
        let asked = request.pathSet.map { PathPolicy($0) }
        return try plan(
            baseURL: baseURL, clientID: request.clientID ?? link.clientID?.reveal(), pushID: request.pushID,
            name: request.name, deviceName: request.deviceName,
            paths: asked ?? link.pathSet.flatMap { PathPolicy(rawValue: $0.rawValue) })
    }

    /// Decides about an enrollment with the token of the user's login.
    /// - Throws: ``Problem``.
    func plan(_ request: LoginRequest) throws -> EnrollmentPlan {
        try plan(
            baseURL: server(asked: request.baseURL, linked: nil), clientID: request.clientID, pushID: request.pushID,
            name: request.name, deviceName: request.deviceName, paths: nil)
    }

    private func plan(
        baseURL: String, clientID: String?, pushID: String?, name: String?, deviceName: String?, paths: PathPolicy?
    ) throws -> EnrollmentPlan {
        let server = configured(BaseURL.origin(of: baseURL))
        let clientID = try clientID.map { Secret(try EnrollRequest.checked($0, "client_id")) }
        let pushID = try pushID.map { Secret(try EnrollRequest.checked($0, "push_id")) }
        let known = enrolled.first { $0.baseURL == baseURL }?.device.clientID
        guard let client = clientID ?? server?.clientID ?? known else {
            throw Problem(.invalidRequest, .noClientID)
        }
        return EnrollmentPlan(
            baseURL: baseURL, clientID: client, pushID: pushID ?? server?.pushID, name: Enrollment.name(name),
            deviceName: Enrollment.name(deviceName), paths: paths ?? .auto)
    }

    private func server(asked: String?, linked: String?) throws -> String {
        if let asked { return try allowed(BaseURL.checked(asked)) }
        if let linked {
            let baseURL = try allowed(BaseURL.checked(linked))
            let origin = BaseURL.origin(of: baseURL)
            guard isKnown(origin) else {
                throw Problem(.confirmServer, ProblemMessage.confirmServer(origin: origin).english, baseURL: origin)
            }
            return baseURL
        }
        guard configured.count == 1, let only = configured.first else { throw Problem(.invalidRequest, .noServer) }
        return try allowed(BaseURL.checked(only.baseURL))
    }

    /// - Throws: ``Problem`` if the administrator does not allow this server.
    func allowed(_ baseURL: String) throws -> String {
        let origin = BaseURL.origin(of: baseURL)
        guard allowed?.contains(origin) ?? true else {
            throw Problem(.invalidRequest, .serverNotAllowed(origin: origin))
        }
        return baseURL
    }
}
