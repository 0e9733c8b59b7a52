import TestSupport
import Testing

@Suite("A user with two desktops")
struct SeveralDevicesTests {
    @Test("is asked on the one that the web page chooses", arguments: [false, true])
    func medium(v2: Bool) async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let first = try await stage.daemon()
            let second = try await secondDaemon(on: stage)
            let laptop = try await server.device([
                "key_name": "Laptop", "medium_id": "laptop", "inbox": .string(stage.folder + "/second/inbox.sock"),
            ])
            _ = try await first.enroll(server.enrollment)
            _ = try await second.enroll(v2 ? laptop.with("path_set", "v2") : laptop)

            let onLaptop = try await server.initiate(medium: "laptop", v2: v2)
            let id = try #require(try await second.settled("acknowledged")["id"].string)
            #expect(try await first.exchanges().isEmpty)
            #expect(try await second.decide("allow", id).json["choices"].array.contains(.string(onLaptop.number)))
            #expect(try await second.decide("verify", id, ["passcode": .string(onLaptop.number)]).status == 200)
            #expect(try await server.status(onLaptop) == "AUTHENTICATED")

            // The list for web pages has both, in the order in which they came.
            let body: JSON = ["request_id": "request-1", "identifier": "user@example.com"]
            let methods = try await server.web.call("POST", "/verification-srv/public/graph/user/setup", body)
            let mediums = methods.json["data"]["configured_list"].array.first?["mediums"].array ?? []
            #expect(mediums.map { $0["key_name"] } == ["Linux desktop", "Laptop"])
            _ = try await server.initiate(medium: mediums.first?["id"].string, v2: v2)
            try await first.settled("acknowledged")
            #expect(try await second.exchanges().count == 1)
        }
    }

    private func secondDaemon(on stage: Stage) async throws -> Daemon {
        let runtime = stage.folder + "/second"
        let daemon = try await stage.daemon([
            "SMARTPUSH_RUNTIME_DIR": runtime, "SMARTPUSH_STATE_DIR": stage.folder + "/second-state",
        ])
        return Daemon(daemon.program, stage, api: runtime + "/api.sock", inbox: runtime + "/inbox.sock")
    }
}
