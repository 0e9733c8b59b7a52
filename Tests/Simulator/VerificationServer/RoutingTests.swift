import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("A path", .serialized)
struct RoutingTests {
    @Test(
        "is unknown unless it is exactly one of the table",
        arguments: ["/sim/", "//sim", "/sim//log", "/SIM", "/sim/assets/", "/verification-srv/verificationstatus/"])
    func strict(path: String) async throws {
        try await withSimulator { _, client in
            expect(try await client.curl(path, ["--path-as-is"]), isRefused: "404", 404)
        }
    }

    @Test(
        "is refused for a method that it does not have, and says which it has", arguments: ["GET", "TRACE", "PROPFIND"])
    func methods(method: String) async throws {
        try await withSimulator { _, client in
            let reply = try await client.curl("/sim/faults", ["--request", method])
            expect(reply, isRefused: "405", 405)
            #expect(reply.headers["allow"] == "POST, DELETE")
        }
    }

    @Test(
        "has the verification method in any case, and keeps the case of values",
        arguments: [
            ("/a/PUSH/Push/b", "/a/push/push/b"), ("/a/push/PUSH", "/a/push/PUSH"), ("/a/PUSH", "/a/push"),
            ("/a/Pushes", "/a/Pushes"), ("/", "/"), ("/a//PUSH/", "/a//push/"),
        ])
    func canonical(path: String, canonical: String) {
        #expect(SimulatorRouter.canonical(path) == canonical)
    }
}
