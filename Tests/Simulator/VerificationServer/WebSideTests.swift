import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("A login page", .serialized)
struct WebSideTests {
    @Test("finds every device among the mediums", arguments: Client.PathSet.allCases)
    func mediums(paths: Client.PathSet) async throws {
        try await withSimulator { simulator, client in
            _ = try await simulator.register(DeviceRequest(keyName: "Laptop", mediumID: "m-2"))
            let path =
                paths == .guide
                ? "/verification-srv/public/graph/user/setup" : "/verification-srv/v2/setup/public/configured/list"
            let reply = try await client.post(path, ["request_id": "r", "email": "x@example.com"])
            let mediums = reply.data["configured_list"]?.array?.first?["mediums"]?.array
            #expect(mediums?.count == 2)
            #expect(mediums?.last == ["id": "m-2", "key_name": "Laptop"])
            expect(try await client.post(path, ["request_id": "r"]), isRefused: "VER_0005", 400)
        }
    }

    @Test("is refused with an unknown medium, a missing request id or an unknown usage")
    func initiation() async throws {
        try await withSimulator { _, client in
            expect(try await client.initiate(["medium_id": "unknown"]), isRefused: "VER_0040", 400)
            expect(try await client.initiate(["request_id": .null]), isRefused: "VER_0005", 400)
            expect(try await client.initiate(["usage_type": "OTHER"]), isRefused: "VER_0004", 400)
        }
    }

    @Test("cancels by the initiation's id or the status id at any open stage", arguments: Client.PathSet.allCases)
    func cancel(paths: Client.PathSet) async throws {
        try await withSimulator { _, client in
            let client = client.with(paths)
            for steps: [Step] in [[], [.acknowledge], [.acknowledge, .allow]] {
                for key in ["exchange_id", "status_id"] {
                    let (started, last) = try await client.signIn(through: steps)
                    let id = started.data[key]?["exchange_id"] ?? started.data[key] ?? .null
                    let body: JSON = [key: id, "reason": "too slow", "type": "PUSH"]
                    #expect(try await client.post(client.path(.cancel), body).status == 200)
                    #expect(try await client.stage(started) == "CANCELLED")
                    expect(try await client.step(.cancel, after: last), isRefused: "VER_0032", 400)
                    expect(try await client.post(client.path(.cancel), body), isRefused: "VER_0032", 400)
                }
            }
        }
    }

    @Test("cannot cancel with a later id, an unknown one, or none")
    func cancelRefused() async throws {
        try await withSimulator { _, client in
            let (_, last) = try await client.signIn(through: [.acknowledge])
            let later: JSON = ["exchange_id": last.data["exchange_id"]?["exchange_id"] ?? .null]
            expect(try await client.post(client.path(.cancel), later), isRefused: "VER_0032", 400)
            let unknown: JSON = ["exchange_id": "unknown"]
            expect(try await client.post(client.path(.cancel), unknown), isRefused: "VER_0032", 400)
            expect(try await client.post(client.path(.cancel), [:]), isRefused: "VER_0005", 400)
            expect(try await client.post(client.path(.cancel), ["status_id": "x"]), isRefused: "VER1075", 400)
        }
    }

    @Test("asks for the status of a malformed and of an unknown id", arguments: Client.PathSet.allCases)
    func status(paths: Client.PathSet) async throws {
        try await withSimulator { simulator, client in
            let client = client.with(paths)
            expect(try await client.status("not-a-uuid"), isRefused: "VER1075", 400)
            let unknown = try await client.status("710792ba-32f9-4d2d-8584-fefa3a6d94b8")
            #expect(unknown.status == 204)
            #expect(unknown.text.isEmpty)
            #expect(simulator.log.map(\.result) == ["VER1075", "VER1074"])
        }
    }

    @Test("finishes a sign-in once, with a redirect to a page that shows the code")
    func finish() async throws {
        try await withSimulator { _, client in
            let (started, _) = try await client.signIn(through: [.acknowledge, .allow, .verify])
            expect(try await client.finish(started, ["sub": "another"]), isRefused: "VER_0040", 400)
            expect(try await client.finish(started, ["requestId": "another"]), isRefused: "VER_0040", 400)
            expect(try await client.finish(started, ["verificationType": ""]), isRefused: "VER_0005", 400)
            let finished = try await client.finish(started)
            #expect(finished.status == 302)
            let port = client.enrollment.baseURL.split(separator: ":").last ?? ""
            let location = try #require(finished.headers["location"])
            let prefix = "http://localhost:\(port)/sim/landing?code="
            #expect(location.hasPrefix(prefix))
            let page = try await client.curl("/sim/landing?code=\(location.dropFirst(prefix.count))")
            #expect(page.text.contains(location.dropFirst(prefix.count)))
            expect(try await client.finish(started), isRefused: "VER_0032", 400)
        }
    }

    @Test(
        "cannot finish a sign-in that is not authenticated",
        arguments: [[], [Step.acknowledge], [.acknowledge, .deny], [.cancel]])
    func unfinished(steps: [Step]) async throws {
        try await withSimulator { _, client in
            let (started, _) = try await client.signIn(through: steps)
            expect(try await client.finish(started), isRefused: "VER_0032", 400)
            let unknown = "710792ba-32f9-4d2d-8584-fefa3a6d94b8"
            expect(try await client.finish(started, ["status_id": unknown]), isRefused: "VER1074", 404)
        }
    }

    @Test("escapes the code that it shows")
    func landing() async throws {
        try await withSimulator { _, client in
            let page = try await client.curl("/sim/landing?code=%3Cscript%3E%26")
            #expect(page.text.contains("&lt;script&gt;&amp;"))
        }
    }
}
