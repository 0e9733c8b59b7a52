/// A running `smartpush-sim`, used through the web's paths and its own test support.
public struct SimulatedServer: Sendable {
    public let program: RunningProgram
    public let port: Int
    /// In the form that `smartpush enroll` takes.
    public let enrollment: JSON
    public let web: HTTPPlace

    /// What the web page knows about a sign-in.
    public struct SignIn: Sendable {
        public var statusID: String
        public var exchangeID: String
        public var number: String
        public var sub: String
        public var data: JSON
    }

    /// Starts a sign-in as a web page does, which sends the push.
    public func initiate(medium: String? = nil, v2: Bool = false) async throws -> SignIn {
        let path = v2 ? "v2/authenticate/initiate/push" : "authentication/push/initiation"
        let body: JSON = [
            "usage_type": "PASSWORDLESS_AUTHENTICATION", "request_id": "request-1", "email": "user@example.com",
        ]
        let reply = try await page(
            "POST", "/verification-srv/\(path)", body.with("medium_id", medium.map { .string($0) }))
        let data = reply.json["data"]
        guard let statusID = data["status_id"].string, let exchangeID = data["exchange_id"]["exchange_id"].string,
            let number = data["push_selected_number"].string, let sub = data["sub"].string
        else { throw Surprise("the simulator did not initiate: \(reply.text)") }
        return SignIn(statusID: statusID, exchangeID: exchangeID, number: number, sub: sub, data: data)
    }

    /// The status that the web page polls.
    public func status(_ signIn: SignIn) async throws -> String? {
        try await page("GET", "/verification-srv/verificationstatus/\(signIn.statusID)").json["data"]["status"]
            .string
    }

    /// Ends the login. Returns the URL that the browser is redirected to.
    public func finish(_ signIn: SignIn) async throws -> Reply {
        let form = "requestId=request-1&verificationType=PUSH&sub=\(signIn.sub)&status_id=\(signIn.statusID)"
        return try await web.call(
            "POST", "/login-srv/verification/login", form,
            headers: ["Content-Type": "application/x-www-form-urlencoded"])
    }

    /// Cancels the sign-in as the user does on the web page.
    public func cancel(_ signIn: SignIn) async throws {
        let body: JSON = ["status_id": .string(signIn.statusID)]
        let reply = try await page("POST", "/verification-srv/authentication/push/cancel", body)
        guard reply.status == 200 else { throw Surprise(reply.text) }
    }

    /// What the account page knows about an enrollment that it has started.
    public struct Setup: Sendable {
        public var link: String
        public var number: String
        public var statusID: String
        public var exchangeID: String
        public var clientID: String
        /// The server, which the link names too.
        public var server: String
    }

    /// Starts an enrollment as the account page does.
    public func startEnrollment(v2: Bool = false, sub: String? = nil) async throws -> Setup {
        let path = v2 ? "/verification-srv/v2/setup/initiate/push" : "/verification-actions-srv/setup/push/initiation"
        let body: JSON = [:]
        let reply = try await page("POST", path, body.with("sub", sub.map { .string($0) }))
        let data = reply.json["data"]
        guard let link = data["enrollment_url"].string, let number = data["push_selected_number"].string,
            let statusID = data["status_id"].string, let exchangeID = data["exchange_id"]["exchange_id"].string,
            let clientID = data["authenticator_client_id"].string
        else { throw Surprise("the simulator did not start an enrollment: \(reply.text)") }
        return Setup(
            link: link, number: number, statusID: statusID, exchangeID: exchangeID, clientID: clientID,
            server: enrollment["base_url"].string ?? "")
    }

    /// The status that the account page polls.
    public func status(_ setup: Setup) async throws -> String? {
        try await page("GET", "/verification-srv/verificationstatus/\(setup.statusID)").json["data"]["status"]
            .string
    }

    /// The user's devices, by the names that the web page shows.
    public func devices() async throws -> [String] {
        let body: JSON = ["request_id": "request-1", "identifier": "user@example.com"]
        let reply = try await page("POST", "/verification-srv/public/graph/user/setup", body)
        return reply.json["data"]["configured_list"][0]["mediums"].array.compactMap { $0["key_name"].string }
    }

    /// A call of a page of the server. A browser marks it so, and the server answers it even where a route is missing.
    private func page(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> Reply {
        let own = ["Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"]
        return try await web.call(method, path, body?.text, headers: own)
    }

    // MARK: Test support

    /// Registers a further device and returns its enrollment.
    public func device(_ fields: JSON) async throws -> JSON {
        try await web.call("POST", "/sim/devices", fields).json
    }

    /// Arms a fault for the next requests of a step.
    public func arm(_ step: String, _ fault: String, _ when: String, times: Int = 1, status: Int? = nil) async throws {
        let body: JSON = [
            "step": .string(step), "fault": .string(fault), "when": .string(when), "times": .number(Double(times)),
        ]
        let reply = try await web.call("POST", "/sim/faults", body.with("status", status.map { .number(Double($0)) }))
        guard reply.status == 204 else { throw Surprise(reply.text) }
    }

    public func disarm() async throws {
        _ = try await web.call("DELETE", "/sim/faults")
    }

    /// Every request so far, oldest first.
    public func log() async throws -> [JSON] {
        try await web.call("GET", "/sim/log").json["requests"].array
    }

    /// The results of the requests of one step.
    public func results(of step: String) async throws -> [String] {
        try await log().filter { $0["step"].string == step }.compactMap { $0["result"].string }
    }
}

extension Stage {
    /// Starts the verification server and returns when it listens. Its pushes go to the daemon's inbox.
    public func server(_ arguments: [String] = [], inbox: String? = nil) async throws -> SimulatedServer {
        let program = try await start("smartpush-sim", ["--inbox", inbox ?? self.inbox] + arguments)
        let line = JSON(try await program.output.line(with: "base_url"))
        guard let port = line["base_url"].string?.split(separator: ":").last.flatMap({ Int($0) }) else {
            throw Surprise("smartpush-sim said: \(line.text)")
        }
        return SimulatedServer(
            program: program, port: port, enrollment: line["enrollment"],
            web: HTTPPlace(arguments.contains("--cert") ? .tls(port: port) : .tcp(port: port)))
    }
}
