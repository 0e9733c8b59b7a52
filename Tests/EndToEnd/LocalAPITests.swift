import Foundation
import TestSupport
import Testing

@Suite("The local API")
struct LocalAPITests {
    @Test("refuses what it does not know with a problem document")
    func unknown() async throws {
        try await Stage.with { stage in
            let daemon = try await stage.daemon()
            let missing = [
                ("GET", "/"), ("GET", "/v1"), ("GET", "/v2/status"), ("GET", "/v1/exchanges/abcdef"),
                ("GET", "/v1/exchanges/abc"), ("POST", "/v1/exchanges/abcdef/allow"),
                ("POST", "/v1/exchanges/abcdef/shrug"),
                ("GET", "/v1/exchanges/..%2F..%2Fetc"), ("GET", "/v1/exchanges/%25%25%25%25%25%25"),
                ("GET", "/v1/exchanges/______"), ("DELETE", "/v1/enrollments/abcdef"),
            ]
            for (method, path) in missing {
                let reply = try await daemon.api.call(method, path)
                #expect(reply.isProblem("not_found", 404), "\(method) \(path): \(reply.status) \(reply.text)")
            }
            for (method, path, allowed) in [
                ("PUT", "/v1/status", "GET"), ("DELETE", "/v1/exchanges/abcdef", "GET"),
                ("PUT", "/v1/enrollments/abcdef", "DELETE, GET, PATCH"), ("PATCH", "/v1/enrollments", "GET, POST"),
            ] {
                let reply = try await daemon.api.call(method, path)
                #expect(reply.isProblem("method_not_allowed", 405), "\(method) \(path): \(reply.text)")
                #expect(reply.headers["allow"] == allowed)
            }
            let invalid = [
                "/v1/exchanges?limit=0", "/v1/exchanges?limit=many", "/v1/exchanges?limit=-1",
                "/v1/exchanges?state=closed", "/v1/exchanges?state=",
            ]
            for path in invalid {
                #expect(try await daemon.get(path).isProblem("invalid_request", 400), "\(path)")
            }
        }
    }

    @Test("is not for web pages, and has limits")
    func refusals() async throws {
        try await withSilentServer { daemon, enrollment in
            let id = try #require(try await daemon.deliver(push(enrollment).text)["id"].string)
            for method in ["GET", "OPTIONS", "POST"] {
                let reply = try await daemon.api.call(method, "/v1/status", headers: ["Origin": "http://localhost"])
                #expect(reply.isProblem("invalid_request", 400), "\(reply.text)")
            }
            let denied = try await daemon.api.call(
                "POST", "/v1/exchanges/\(id)/cancel", headers: ["Origin": "null"])
            #expect((400..<500).contains(denied.status))
            #expect(try await daemon.exchange(id)["answered_by"] == .null)

            let large = String(repeating: "x", count: 200_000)
            for path in ["/v1/enrollments", "/v1/exchanges/\(id)/deny", "/v1/exchanges/\(id)/allow"] {
                let reply = try await daemon.api.call("POST", path, "{\"reason\":\"\(large)\"}")
                #expect(reply.isProblem("too_large", 413), "\(path): \(reply.status) \(reply.text)")
            }
            for (step, body) in [
                ("allow", "{\"passcode\":\"55\"}"), ("deny", "{\"why\":\"x\"}"), ("deny", "{\"reason\":7}"),
                ("cancel", "[]"), ("verify", ""), ("verify", "{\"passcode\":55}"), ("verify", "{\"passcode\":\"\"}"),
                ("verify", "{\"number\":\"55\"}"),
            ] {
                let reply = try await daemon.api.call("POST", "/v1/exchanges/\(id)/\(step)", body)
                #expect(reply.isProblem("invalid_request", 400), "\(step) \(body): \(reply.text)")
            }
            for wait in ["-1", "soon", "nan"] {
                let reply = try await daemon.decide("allow", id, query: "?wait=\(wait)")
                #expect(reply.isProblem("invalid_request", 400), "\(wait)")
            }
        }
    }

    @Test("reports the state of the daemon")
    func status() async throws {
        try await withSignIn { daemon, _, _, _ in
            let status = try await daemon.get("/v1/status").json
            #expect(status["version"].string?.isEmpty == false)
            #expect(status["uptime"].number ?? -1 >= 0)
            #expect(status["database"]["path"] == .string(daemon.stage.database))
            #expect(status["counts"]["acknowledged"] == 1)
            #expect(status["counts"]["authenticated"] == 0)
            #expect(status["enrollments"].array.count == 1)
            #expect(status["last_delivery"].string?.hasSuffix("Z") == true)
            #expect(status["health"]["database"]["ok"] == true)
        }
    }

    @Test("shows an exchange with every key of the contract, and times in UTC with milliseconds")
    func keys() async throws {
        try await withSignIn { daemon, _, _, id in
            let exchange = try await daemon.exchange(id)
            #expect(
                exchange.keys == [
                    "id", "state", "enrollment", "sub", "tenant_key", "tenant_name", "verification_type", "client_name",
                    "message", "address", "device_info", "choices", "received_at", "updated_at", "expires_at",
                    "operation", "answered_by", "ended_by", "reason", "failure", "account",
                    "reference", "confirmed", "version",
                ])
            for key in ["received_at", "updated_at", "expires_at"] {
                let time = exchange[key].string ?? ""
                #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(key): \(time)")
            }
        }
    }

    @Test("lists newest first in pages, filters by state and enrollment, and accepts a prefix of an id")
    func listing() async throws {
        try await withSilentServer { daemon, enrollment in
            var ids: [String] = []
            for _ in 0..<5 { ids.append(try #require(try await daemon.deliver(push(enrollment).text)["id"].string)) }
            ids.reverse()
            var seen: [String] = []
            var before = ""
            repeat {
                let page = try await daemon.get("/v1/exchanges?limit=2\(before)").json
                seen += page["exchanges"].array.compactMap { $0["id"].string }
                #expect(page.keys == ["exchanges", "next"])
                before = page["next"].string.map { "&before=\($0)" } ?? ""
            } while !before.isEmpty
            #expect(seen == ids)
            #expect(try await daemon.exchanges("?state=open").count == 5)
            #expect(try await daemon.exchanges("?state=received").count == 5)
            #expect(try await daemon.exchanges("?state=denied").isEmpty)
            let key = try #require(try await daemon.get("/v1/enrollments").json["enrollments"][0]["id"].string)
            #expect(try await daemon.exchanges("?enrollment=\(key)").count == 5)
            #expect(try await daemon.exchanges("?enrollment=\(key.prefix(6))").count == 5)
            #expect(try await daemon.exchanges("?enrollment=none-such").isEmpty)
            #expect(try await daemon.get("/v1/exchanges?limit=5").json["next"] == .null)
            #expect(try await daemon.exchange(String(ids[0].prefix(12)))["id"] == .string(ids[0]))
            #expect(try await daemon.get("/v1/exchanges/\(ids[0].prefix(5))").isProblem("not_found", 404))
        }
    }

    @Test("serves many requests on one connection, even if they are pipelined")
    func keepAlive() async throws {
        try await withSilentServer { daemon, enrollment in
            let id = try #require(try await daemon.deliver(push(enrollment).text)["id"].string)
            try await withWire(to: daemon.api.place) { wire in
                for _ in 0..<3 {
                    try await wire.send(HTTPPlace.request("GET", "/v1/status"))
                    #expect(try await wire.reply().status == 200)
                }
                let paths = ["/v1/exchanges/\(id)", "/v1/nothing", "/v1/enrollments", "/v1/exchanges?state=open"]
                try await wire.send(paths.map { HTTPPlace.request("GET", $0) }.joined())
                var statuses: [Int] = []
                for _ in paths { statuses.append(try await wire.reply().status) }
                #expect(statuses == [200, 404, 200, 200])
            }
        }
    }
}
