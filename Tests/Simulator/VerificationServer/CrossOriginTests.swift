import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("A page of another origin", .serialized)
struct CrossOriginTests {
    private static let initiation = "/verification-srv/authentication/push/initiation"

    @Test("may call pages' paths if it is on this machine or named", arguments: ["http://localhost:3000", "named"])
    func permitted(origin: String) async throws {
        let named = "https://shop.example"
        let origin = origin == "named" ? named : origin
        try await withSimulator(SimulatorConfiguration(origins: [named])) { simulator, client in
            let asked = try await client.send(preflight(Self.initiation, origin: origin))
            #expect(asked.status == 204 && asked.text.isEmpty)
            #expect(asked.headers["access-control-allow-origin"] == origin)
            #expect(asked.headers["access-control-allow-methods"] == "POST")
            #expect(asked.headers["access-control-allow-headers"] == CrossOrigin.headers)
            #expect(asked.headers["access-control-allow-credentials"] == nil)
            #expect(asked.headers["vary"] == "Origin")

            // The page must be able to read a refusal, too.
            for body in [#"{"usage_type":"INITIAL_AUTHENTICATION","request_id":"r"}"#, "{}"] {
                let reply = try await client.send(
                    "POST \(Self.initiation)\nContent-Type: application/json\nOrigin: \(origin)\n\n\(body)")
                #expect(reply.headers["access-control-allow-origin"] == origin && reply.headers["vary"] == "Origin")
            }
            #expect(simulator.log.map(\.result) == ["ok", "ok", "VER_0005"])
        }
    }

    @Test(
        "may not call them if it is from anywhere else",
        arguments: [
            "https://shop.example", "null", "http://localhost.example.com", "http://127.0.0.1.example.com",
            "http://localhost:80@example.com", "file://localhost", "http://localhost/", "http://LOCALHOST",
        ])
    func stranger(origin: String) async throws {
        try await withSimulator { simulator, client in
            let asked = try await client.send(preflight(Self.initiation, origin: origin))
            expect(asked, isRefused: "403", 403)
            #expect(asked.headers["access-control-allow-origin"] == nil)
            // A browser sends this without a preflight request.
            let body = #"{"usage_type":"INITIAL_AUTHENTICATION","request_id":"r"}"#
            let sent = try await client.send(
                "POST \(Self.initiation)\nContent-Type: text/plain\nOrigin: \(origin)\n\n\(body)")
            expect(sent, isRefused: "403", 403)
            #expect(sent.headers["access-control-allow-origin"] == nil)
            #expect(simulator.log.map(\.result) == ["403", "403"])
        }
    }

    @Test("may send a form, wherever it is from")
    func forms() async throws {
        try await withSimulator { _, client in
            for path in ["/login-srv/verification/login", "/authz-srv/authz"] {
                let reply = try await client.send("POST \(path)\nOrigin: https://shop.example\n\na=b")
                #expect(reply.status == 400)
            }
        }
    }

    @Test("is not treated as this server's own because it uses its own name for the server")
    func rebinding() async throws {
        try await withSimulator { _, client in
            let port = client.enrollment.baseURL.split(separator: ":").last ?? ""
            let rebound = "POST /sim/devices\nHost: shop.example:\(port)\nOrigin: http://shop.example:\(port)\n\n{}"
            expect(try await client.send(rebound), isRefused: "403", 403)
            let own = "POST /sim/devices\nOrigin: \(client.enrollment.baseURL)\n\n{}"
            #expect(try await client.send(own).status == 201)
        }
    }

    @Test(
        "may not call the paths for devices and tests",
        arguments: [
            "/verification-srv/authentication/push/allow", "/verification-srv/v2/authenticate/push_acknowledge/push",
            "/verification-actions-srv/setup/devices/notifications", "/sim/faults", "/sim/devices", "/unknown",
        ])
    func devices(path: String) async throws {
        try await withSimulator { _, client in
            let asked = try await client.send(preflight(path, origin: "http://localhost:3000"))
            #expect(asked.status == (path == "/unknown" ? 404 : 405))
            #expect(asked.headers["access-control-allow-origin"] == nil)
            let sent = try await client.send("POST \(path)\nOrigin: http://localhost:3000\n\n{}")
            #expect(sent.status == (path == "/unknown" ? 404 : 403))
            #expect(sent.headers["access-control-allow-origin"] == nil)
        }
    }

    @Test("is only allowed the method that a path has")
    func methods() async throws {
        try await withSimulator { _, client in
            let path = "/verification-srv/verificationstatus/710792ba-32f9-4d2d-8584-fefa3a6d94b8"
            let right = try await client.send(preflight(path, origin: "http://localhost:3000", method: "GET"))
            #expect(right.headers["access-control-allow-methods"] == "GET")
            let wrong = try await client.send(preflight(path, origin: "http://localhost:3000", method: "DELETE"))
            expect(wrong, isRefused: "405", 405)
            expect(try await client.send("OPTIONS \(path)"), isRefused: "405", 405)
        }
    }

    private func preflight(_ path: String, origin: String, method: String = "POST") -> String {
        """
        OPTIONS \(path)
        Origin: \(origin)
        Access-Control-Request-Method: \(method)
        Access-Control-Request-Headers: authorization,content-type
        """
    }
}
