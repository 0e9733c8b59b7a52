package import SimulatorHTTP
import Subprocess
import Testing
package import VerificationServer

/// The two sides of a sign-in, which send curl commands to a running simulator.
package struct Client: Sendable {
    /// A column of the table of paths in the published SDKs and the guide.
    package enum PathSet: CaseIterable, Sendable {
        case guide
        case v2
    }

    package var enrollment: Enrollment
    package var paths = PathSet.guide
    package var curlOptions: [String] = []

    package init(_ enrollment: Enrollment, paths: PathSet = .guide) {
        self.enrollment = enrollment
        self.paths = paths
    }

    package func with(_ paths: PathSet) -> Client {
        var client = self
        client.paths = paths
        return client
    }

    // MARK: The web

    package func initiate(_ extra: [String: JSON] = [:]) async throws -> Reply {
        let body: JSON = ["usage_type": "PASSWORDLESS_AUTHENTICATION", "request_id": "r-1", "email": "a@example.com"]
        let path = paths == .guide ? "authentication/push/initiation" : "v2/authenticate/initiate/push"
        return try await post("/verification-srv/\(path)", body.merging(extra))
    }

    package func status(_ statusID: String) async throws -> Reply {
        switch paths {
        case .guide: try await curl("/verification-srv/verificationstatus/\(statusID)")
        case .v2: try await curl("/verification-srv/v2/notification/status/\(statusID)", ["--request", "POST"])
        }
    }

    /// The stage in the answer about the status.
    package func stage(_ started: Reply) async throws -> String? {
        try await status(started.data["status_id"]?.string ?? "").data["status"]?.string
    }

    package func finish(_ started: Reply, _ changes: [String: String] = [:]) async throws -> Reply {
        let form = [
            "requestId": "r-1", "verificationType": "PUSH", "sub": started.data["sub"]?.string ?? "",
            "status_id": started.data["status_id"]?.string ?? "",
        ].merging(changes) { _, new in new }
        return try await curl(
            "/login-srv/verification/login", form.flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] })
    }

    // MARK: The device

    /// The device's ids, and the exchange id from the last answer.
    package func step(_ step: Step, after last: Reply, _ extra: [String: JSON] = [:]) async throws -> Reply {
        let exchange: [String: JSON] = ["exchange_id": last.data["exchange_id"]?["exchange_id"] ?? .null]
        return try await post(path(step), ids.merging(exchange).merging(extra))
    }

    package func pending(_ extra: [String: JSON] = [:]) async throws -> Reply {
        try await post(
            paths == .guide
                ? "/verification-actions-srv/setup/devices/notifications"
                : "/verification-srv/v2/setup/device/pending/auth/list",
            ids.merging(["sub": .string(enrollment.sub)]).merging(extra))
    }

    package func configured(_ extra: [String: JSON] = [:]) async throws -> Reply {
        try await post(
            paths == .guide
                ? "/verification-actions-srv/setup/devices" : "/verification-srv/v2/setup/device/configured/list",
            ids.merging(["sub": .string(enrollment.sub)]).merging(extra))
    }

    /// A token of a user who has signed in with a password, at the application that is registered from the start.
    package func accessToken(
        for simulator: Simulator, user: String = "user@example.com",
        scope: String = "openid profile cidaas:verification_write"
    ) async throws -> String {
        let home = "http://127.0.0.1:9/callback"
        // The pair of RFC 7636, appendix B.
        let (verifier, challenge) = (
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        )
        let client = simulator.loginClientID
        let asked = try await curl(
            "/authz-srv/authz",
            ["--get"]
                + form([
                    "client_id": client, "redirect_uri": home, "response_type": "code", "scope": scope,
                    "code_challenge": challenge, "code_challenge_method": "S256",
                ]))
        let requestID = asked.headers["location"]?.split(separator: "=").last.map(String.init) ?? ""
        let signedIn = try await curl(
            "/login-srv/login", form(["requestId": requestID, "username": user, "password": "any"]))
        let location = try #require(signedIn.headers["location"], "\(signedIn.text)")
        let code = location.firstMatch(of: /code=([\w-]+)/).map { String($0.1) } ?? ""
        let tokens = try await curl(
            "/token-srv/token",
            form([
                "grant_type": "authorization_code", "code": code, "redirect_uri": home, "client_id": client,
                "code_verifier": verifier,
            ]))
        return try #require(tokens.json?["access_token"]?.string, "\(tokens.text)")
    }

    private func form(_ values: [String: String]) -> [String] {
        values.flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] }
    }

    package func changePushID(to new: String) async throws -> Reply {
        let body = ids.merging(["push_id": .string(new), "old_push_id": .string(enrollment.pushID)])
        switch paths {
        case .guide: return try await post("/verification-actions-srv/setup/devices", body, method: "PUT")
        case .v2: return try await post("/verification-srv/v2/setup/device/update/pushid", body)
        }
    }

    package var ids: JSON {
        [
            "device_id": .string(enrollment.deviceID), "client_id": .string(enrollment.clientID),
            "push_id": .string(enrollment.pushID),
        ]
    }

    package func path(_ step: Step) -> String {
        let guide: [Step: String] = [
            .acknowledge: "push/acknowledge", .allow: "allow", .deny: "deny", .cancel: "cancel",
            .verify: "verification",
        ]
        let v2: [Step: String] = [
            .acknowledge: "push_acknowledge", .allow: "allow", .deny: "reject", .cancel: "cancel",
            .verify: "authenticate",
        ]
        return switch paths {
        case .guide: "/verification-srv/authentication/push/\(guide[step] ?? "")"
        case .v2: "/verification-srv/v2/authenticate/\(v2[step] ?? "")/push"
        }
    }

    // MARK: curl

    package func post(_ path: String, _ body: JSON, method: String = "POST") async throws -> Reply {
        try await curl(
            path, ["--request", method, "--header", "Content-Type: application/json", "--data", body.text])
    }

    package func curl(_ path: String, _ arguments: [String] = []) async throws -> Reply {
        let (text, exit) = try await output(
            of: "curl",
            ["--silent", "--include", "--noproxy", "*"] + curlOptions + arguments + [enrollment.baseURL + path])
        return Reply(text, exit: exit)
    }

    /// A sign-in after the device has made these steps, and the last answer.
    package func signIn(through steps: [Step], _ extra: [String: JSON] = [:]) async throws -> (
        started: Reply, last: Reply
    ) {
        let started = try await initiate(extra)
        var last = started
        for step in steps {
            let passcode = started.data["push_selected_number"] ?? .null
            last = try await self.step(step, after: last, step == .verify ? ["pass_code": passcode] : [:])
            try #require(last.status == 200, "\(step): \(last.text)")
        }
        return (started, last)
    }
}
