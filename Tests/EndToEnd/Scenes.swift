import FoundationEssentials
import TestSupport
import Testing

/// A server and a daemon that is enrolled with it.
func withEnrolled(
    _ arguments: [String] = [], _ story: (Daemon, SimulatedServer, _ enrollment: String) async throws -> Void
) async throws {
    try await Stage.with { stage in
        let server = try await stage.server(arguments)
        let daemon = try await stage.daemon()
        let enrollment = try await daemon.enroll(server.enrollment)
        try await story(daemon, server, enrollment)
    }
}

/// The same, with a sign-in that waits for the user.
func withSignIn(
    _ story: (Daemon, SimulatedServer, SimulatedServer.SignIn, _ id: String) async throws -> Void
) async throws {
    try await withEnrolled { daemon, server, _ in
        let signIn = try await server.initiate()
        let id = try #require(try await daemon.settled("acknowledged")["id"].string)
        try await story(daemon, server, signIn, id)
    }
}

extension Reply {
    /// Whether this is a problem document by RFC 9457 and the contract.
    func isProblem(_ code: String, _ status: Int) -> Bool {
        self.status == status && self.code == code && type == "application/problem+json"
            && json["status"].number == Double(status) && json["title"].string?.isEmpty == false
            && json["detail"].string?.isEmpty == false
    }
}

extension SimulatedServer {
    /// Asks until an exchange has expired.
    func outlive(_ exchange: JSON) async throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let expiry = try Date(exchange["expires_at"].string ?? "", strategy: style)
        while Date.now <= expiry { _ = try await log() }
    }
}
