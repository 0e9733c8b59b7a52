import FoundationEssentials
import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

/// The guide's curl commands, with only the base URL and the ids changed.
@Suite("Every curl of the guide")
struct GuideTests {
    private static let step = [
        "success", "status", "data", "data.exchange_id", "data.exchange_id.exchange_id", "data.exchange_id.expires_at",
        "data.sub", "data.status_id",
    ]

    @Test("for an allowed sign-in gets the answer that the guide shows")
    func allowed() async throws {
        try await withSimulator { _, client in
            let methods = try await answer(Commands.methods, client)
            let shown = ["type", "mediums", "mediums.id", "mediums.key_name"].map { "data.configured_list.\($0)" }
            #expect(methods.isSuperset(of: ["success", "status", "data"] + shown))

            let started = try await run(Commands.initiate(medium: try await medium(client)), client)
            expect(started, has: Self.step + ["data.medium_text"])
            #expect(started.data["medium_text"] == "[email protected]")
            #expect(started.data["sub"] == .string(client.enrollment.sub))

            let acknowledged = try await run(Commands.device("push/acknowledge", client, started), client)
            expect(acknowledged, has: Self.step)
            let allowed = try await run(Commands.device("allow", client, acknowledged), client)
            expect(allowed, has: Self.step)
            let number = started.data["push_selected_number"]?.string ?? ""
            let verified = try await run(Commands.verify(client, allowed, number), client)
            expect(verified, has: Self.step)

            let status = try await run(Commands.status(started), client)
            expect(status, has: ["success", "status", "data", "data.status", "data.sub", "data.type"])
            #expect(status.data == ["status": "AUTHENTICATED", "sub": .string(client.enrollment.sub), "type": "PUSH"])

            let finished = try await run(Commands.finish(started), client)
            #expect(finished.status == 302)
            #expect(finished.headers["location"]?.contains("/sim/landing?code=") == true)
            #expect(finished.text.contains("Signed in"), "the page that --location follows to")
            let ids = [started, acknowledged, allowed, verified].map { $0.data["exchange_id"]?["exchange_id"] }
            #expect(Set(ids.map { $0?.string }).count == 4)
        }
    }

    @Test("that ends a sign-in gets the answer that the guide shows", arguments: ["deny", "cancel"])
    func ended(action: String) async throws {
        try await withSimulator { _, client in
            let started = try await run(Commands.initiate(medium: try await medium(client)), client)
            let acknowledged = try await run(Commands.device("push/acknowledge", client, started), client)
            expect(try await run(Commands.device(action, client, acknowledged), client), has: Self.step)
            #expect(try await client.stage(started) == (action == "deny" ? "DENIED" : "CANCELLED"))
        }
    }

    private func medium(_ client: Client) async throws -> String {
        let list = try await run(Commands.methods, client).data["configured_list"]?.array
        return list?.first { $0["type"] == "PUSH" }?["mediums"]?.array?.first?["id"]?.string ?? ""
    }

    private func answer(_ command: String, _ client: Client) async throws -> Set<String> {
        try await run(command, client).json?.keyPaths ?? []
    }

    /// Runs the command as a user would: in a shell, with `-i` to see the headers.
    private func run(_ command: String, _ client: Client) async throws -> Reply {
        let command = command.replacing("{{base_url}}", with: client.enrollment.baseURL)
        let (text, exit) = try await output(
            of: "sh", ["-c", "curl() { command curl --silent --include --noproxy '*' \"$@\"; }\n\(command)"])
        return Reply(text, exit: exit)
    }

    private func expect(_ reply: Reply, has keys: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(reply.status == 200, "\(reply.text)", sourceLocation: sourceLocation)
        #expect(reply.json?["success"] == true, sourceLocation: sourceLocation)
        #expect(reply.json?["status"] == 200, sourceLocation: sourceLocation)
        #expect(reply.json?.keyPaths.isSuperset(of: keys) == true, "\(reply.text)", sourceLocation: sourceLocation)
    }
}

private enum Commands {
    static let methods = """
        curl --location '{{base_url}}/verification-srv/public/graph/user/setup' \\
        --header 'content-type: application/json' \\
        --data-raw '{
        "request_id": "df08cabb-4b8c-4181-9f6f-f6948802ebf7",
        "identifier": "[email protected]"
        }'
        """

    static func initiate(medium: String) -> String {
        """
        curl --location '{{base_url}}/verification-srv/authentication/push/initiation' \\
        --header 'content-type: application/json' \\
        --data-raw '{
        "usage_type": "PASSWORDLESS_AUTHENTICATION",
        "request_id": "df08cabb-4b8c-4181-9f6f-f6948802ebf7",
        "medium_id": "\(medium)",
        "email": "[email protected]"
        }'
        """
    }

    static func device(_ action: String, _ client: Client, _ last: Reply) -> String {
        """
        curl --location '{{base_url}}/verification-srv/authentication/push/\(action)' \\
        --header 'Content-Type: application/json' \\
        --data '{
        "exchange_id": "\(last.data["exchange_id"]?["exchange_id"]?.string ?? "")",
        "push_id": "\(client.enrollment.pushID)",
        "device_id": "\(client.enrollment.deviceID)",
        "client_id": "\(client.enrollment.clientID)"
        }'
        """
    }

    static func verify(_ client: Client, _ last: Reply, _ number: String) -> String {
        """
        curl --location '{{base_url}}/verification-srv/authentication/push/verification' \\
        --header 'Content-Type: application/json' \\
        --data '{
        "exchange_id": "\(last.data["exchange_id"]?["exchange_id"]?.string ?? "")",
        "push_id": "\(client.enrollment.pushID)",
        "device_id": "\(client.enrollment.deviceID)",
        "client_id": "\(client.enrollment.clientID)",
        "passcode": "\(number)"
        }'
        """
    }

    static func status(_ started: Reply) -> String {
        """
        curl --location '{{base_url}}/verification-srv/verificationstatus/\(started.data["status_id"]?.string ?? "")' \\
        --header 'content-type: application/json'
        """
    }

    /// The backslash at the end is in the guide, too.
    static func finish(_ started: Reply) -> String {
        """
        curl --location '{{base_url}}/login-srv/verification/login' \\
        --header 'content-type: application/x-www-form-urlencoded' \\
        --data-urlencode 'requestId=df08cabb-4b8c-4181-9f6f-f6948802ebf7' \\
        --data-urlencode 'verificationType=PUSH' \\
        --data-urlencode 'sub=\(started.data["sub"]?.string ?? "")' \\
        --data-urlencode 'status_id=\(started.data["status_id"]?.string ?? "")' \\

        """
    }
}
