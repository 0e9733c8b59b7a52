import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("A refusal")
struct ErrorFormTests {
    @Test("has its support reference in the body and in a header")
    func reference() async throws {
        try await withSimulator { _, client in
            let refused = try await client.pending(["sub": "another"])
            let reference = refused.json?["error"]?["referenceNumber"]?.string
            #expect(reference?.count == 36 && refused.headers["x_ref_number"] == reference)
        }
    }

    @Test("is in plain texts on request")
    func flat() async throws {
        try await withSimulator(SimulatorConfiguration(errorForm: .flat)) { _, client in
            let refused = try await client.pending(["sub": "another"])
            #expect(refused.status == 400)
            #expect(refused.json?["success"] == false && refused.json?["status"] == 400)
            #expect(refused.json?["code"] == "VER_0040" && refused.json?["error"]?.string?.isEmpty == false)
            #expect(refused.json?["error_description"] == refused.json?["error"])
            #expect(refused.json?["referenceNumber"]?.string == refused.headers["x_ref_number"])
        }
    }

    @Test("quotes nothing that was sent", arguments: ["device_id", "client_id", "push_id", "sub", "exchange_id"])
    func words(key: String) async throws {
        try await withSimulator { _, client in
            let started = try await client.initiate()
            let secret: [String: JSON] = [key: "a-secret-value"]
            for reply in [
                try await client.pending(secret), try await client.step(.acknowledge, after: started, secret),
            ] {
                #expect(!reply.text.contains("a-secret-value"))
            }
        }
    }
}
