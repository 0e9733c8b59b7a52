import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("A route that is missing", .serialized)
struct AbsentRouteTests {
    @Test("is answered by a gateway, without the error envelope, while the other path set works")
    func oneSet() async throws {
        let configuration = SimulatorConfiguration(without: [try RouteSelection(parsing: "guide:acknowledge")])
        try await withSimulator(configuration) { simulator, client in
            let started = try await client.initiate()
            let missing = try await client.step(.acknowledge, after: started)
            #expect(missing.status == 404 && missing.headers["content-type"] == "text/html; charset=utf-8")
            #expect(missing.json == nil)
            #expect(try await client.with(.v2).step(.acknowledge, after: started).status == 200)
            #expect(simulator.log.map(\.result) == ["ok", "absent", "ok"])
            #expect(simulator.log[1].step == "acknowledge")
        }
    }

    @Test("has the status that the gateway is told to send", arguments: [404, 405, 410, 501])
    func status(status: Int) async throws {
        let selection = try RouteSelection(parsing: "pending")
        try await withSimulator(SimulatorConfiguration(without: [selection], withoutStatus: status)) { _, client in
            for paths in Client.PathSet.allCases {
                let missing = try await client.with(paths).pending()
                #expect(missing.status == status)
            }
        }
    }

    @Test("is still there for the pages of this server, as a browser marks their calls")
    func pages() async throws {
        let selection = try RouteSelection(parsing: "guide")
        try await withSimulator(SimulatorConfiguration(without: [selection])) { _, client in
            let path = "/verification-actions-srv/setup/push/initiation"
            let fromProgram = try await client.post(path, [:])
            #expect(fromProgram.status == 404)
            let fromPage = ["--header", "Sec-Fetch-Site: same-origin", "--data", "{}"]
            #expect(try await client.curl(path, fromPage).status == 200)
            let fromElsewhere = ["--header", "Sec-Fetch-Site: same-site", "--data", "{}"]
            #expect(try await client.curl(path, fromElsewhere).status == 404)
        }
    }

    @Test("can go and come back while the server runs")
    func atRunTime() async throws {
        try await withSimulator { _, client in
            let left = try await client.post("/sim/without", ["route": "v2:pending", "status": 410])
            #expect(left.status == 204)
            #expect(try await client.with(.v2).pending().status == 410)
            #expect(try await client.pending().status == 204)
            #expect(try await client.curl("/sim/without", ["--request", "DELETE"]).status == 204)
            #expect(try await client.with(.v2).pending().status == 204)
            expect(try await client.post("/sim/without", ["route": "nap"]), isRefused: "SIM_400", 400)
            expect(try await client.post("/sim/without", ["route": "allow", "status": 200]), isRefused: "SIM_400", 400)
        }
    }

    @Test(
        "is named by method and path, by a step, by a step of a path set, or by a path set",
        arguments: [
            ("POST /verification-srv/authentication/PUSH/allow", ["POST /verification-srv/authentication/push/allow"]),
            (
                "allow",
                [
                    "POST /verification-srv/authentication/push/allow",
                    "POST /verification-srv/v2/authenticate/allow/push",
                ]
            ),
            ("v2:allow", ["POST /verification-srv/v2/authenticate/allow/push"]),
        ])
    func names(name: String, routes: [String]) throws {
        let chosen = try RouteSelection(parsing: name).routes
        #expect(chosen.map { "\($0.method) \($0.path)" }.sorted() == routes)
    }

    @Test("is in a path set if a device calls it")
    func sets() throws {
        for set in ["guide", "v2"] {
            let steps = Set(
                try RouteSelection(parsing: set).routes.compactMap { key in
                    Route.table.first { RouteKey($0) == key }?.step
                })
            #expect(
                steps == [
                    .acknowledge, .allow, .deny, .cancel, .verify, .status, .pending, .pushID, .configured, .setup,
                    .scan,
                    .enroll, .giveUp, .unenroll, .removeDevice,
                ])
        }
    }

    @Test(
        "has a name that is known; otherwise the error lists the names",
        arguments: ["", "nap", "v3:allow", "GET /", "a b c", "v2:a:b"])
    func unknown(name: String) {
        let error = #expect(throws: RouteSelectionError.self) { try RouteSelection(parsing: name) }
        #expect(error?.description.contains("acknowledge, allow, deny") == true)
    }
}
