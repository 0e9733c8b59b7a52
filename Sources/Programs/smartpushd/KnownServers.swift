import LocalAPIModel
import Messages
import PushExchange
import PushStore
import Settings
import Synchronization

/// What is known here of servers, apart from a request.
struct KnownServers: Sendable {
    /// The servers of the configuration.
    var configured: [ConfiguredServer] = []
    /// The enrollments, whose servers the user has confirmed before.
    var enrolled: [Enrollment] = []
    /// The origins that the administrator allows; `nil` for all.
    var allowed: Set<String>?

    private func configured(_ origin: String) -> ConfiguredServer? {
        configured.first { $0.baseURL.origin == origin }
    }

    private func isKnown(_ origin: String) -> Bool {
        configured(origin) != nil || enrolled.contains { ServerURL($0.baseURL)?.origin == origin }
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
        let server = try server(asked: request.baseURL, linked: link.baseURL)
        let asked = request.pathSet.map { PathPolicy($0) }
        return try plan(
            server, clientID: request.clientID ?? link.clientID?.reveal(), pushID: request.pushID,
            name: request.name, deviceName: request.deviceName,
            paths: asked ?? link.pathSet.flatMap { PathPolicy(rawValue: $0.rawValue) })
    }

    /// Decides about an enrollment with the token of the user's login.
    /// - Throws: ``Problem``.
    func plan(_ request: LoginRequest) throws -> EnrollmentPlan {
        try plan(
            server(asked: request.baseURL, linked: nil), clientID: request.clientID, pushID: request.pushID,
            name: request.name, deviceName: request.deviceName, paths: nil)
    }

    private func plan(
        _ server: ServerURL, clientID: String?, pushID: String?, name: String?, deviceName: String?, paths: PathPolicy?
    ) throws -> EnrollmentPlan {
        let entry = configured(server.origin)
        let clientID = try clientID.map { Secret(try EnrollRequest.checked($0, "client_id")) }
        let pushID = try pushID.map { Secret(try EnrollRequest.checked($0, "push_id")) }
        let known = enrolled.first { $0.baseURL == server.text }?.device.clientID
        guard let client = clientID ?? entry?.clientID ?? known else {
            throw Problem(.invalidRequest, .noClientID)
        }
        return EnrollmentPlan(
            baseURL: server.text, clientID: client, pushID: pushID ?? entry?.pushID, name: Enrollment.name(name),
            deviceName: Enrollment.name(deviceName), paths: paths ?? .auto)
    }

    private func server(asked: String?, linked: String?) throws -> ServerURL {
        if let asked { return try allowed(BaseURL.checked(asked)) }
        if let linked {
            let server = try allowed(BaseURL.checked(linked))
            guard isKnown(server.origin) else {
                throw Problem(
                    .confirmServer, ProblemMessage.confirmServer(origin: server.origin).english, baseURL: server.origin)
            }
            return server
        }
        guard configured.count == 1, let only = configured.first else { throw Problem(.invalidRequest, .noServer) }
        return try allowed(only.baseURL)
    }

    /// - Throws: ``Problem`` if the administrator does not allow this server.
    func allowed(_ server: ServerURL) throws -> ServerURL {
        guard allowed?.contains(server.origin) ?? true else {
            throw Problem(.invalidRequest, .serverNotAllowed(origin: server.origin))
        }
        return server
    }
}

/// The servers that the configuration names and allows. It changes when the configuration is read again.
final class ServerRules: Sendable {
    private let rules: Mutex<(configured: [ConfiguredServer], allowed: Set<String>?)>

    init(_ configuration: DaemonConfiguration) {
        rules = Mutex((configuration.servers, configuration.allowedOrigins))
    }

    func adopt(_ configuration: DaemonConfiguration) {
        rules.withLock { $0 = (configuration.servers, configuration.allowedOrigins) }
    }

    /// What is known of servers, with these enrollments.
    func known(with enrolled: [Enrollment]) -> KnownServers {
        rules.withLock { KnownServers(configured: $0.configured, enrolled: enrolled, allowed: $0.allowed) }
    }
}
