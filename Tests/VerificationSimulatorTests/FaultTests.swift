import Subprocess
import Testing

@testable import VerificationSimulator

@Suite("A fault", .serialized)
struct FaultTests {
    @Test("before loses the request, and after only the answer", arguments: [Fault.closeBefore, .closeAfter])
    func close(fault: Fault) async throws {
        try await withSimulator { simulator, client in
            let started = try await client.initiate()
            try simulator.arm(fault, on: .acknowledge)
            let lost = try await client.step(.acknowledge, after: started)
            #expect(lost.curlExit == .exited(52), "curl: empty reply from server")
            #expect(try await client.stage(started) == (fault.moment == .before ? "INITIATED" : "PUSH_ACKNOWLEDGED"))
            #expect(simulator.log.dropLast().last?.result == (fault.moment == .before ? "fault" : "ok"))
            #expect(simulator.log.dropLast().last?.httpStatus == nil)
            let again = try await client.step(.acknowledge, after: started)
            #expect(again.status == (fault.moment == .before ? 200 : 400))
        }
    }

    @Test("answers what it was told, as often as it was told")
    func answer() async throws {
        try await withSimulator { simulator, client in
            let id = "710792ba-32f9-4d2d-8584-fefa3a6d94b8"
            try simulator.arm(.status(503, .before, headers: ["retry-after": "7"]), on: .status, times: 2)
            let page = Array("<html>".utf8)
            try simulator.arm(
                .rawBody(status: 502, headers: ["content-type": "text/html"], bytes: page), on: .status)
            for _ in 0..<2 {
                let busy = try await client.status(id)
                #expect(busy.status == 503)
                #expect(busy.headers["retry-after"] == "7")
                #expect(busy.text.isEmpty)
            }
            let proxy = try await client.status(id)
            #expect(proxy.status == 502)
            #expect(proxy.text == "<html>")
            #expect(try await client.status(id).status == 204)
        }
    }

    @Test("hangs until the client leaves, and does not keep the server from stopping")
    func hang() async throws {
        let patient = try await withSimulator { simulator, client in
            try simulator.arm(.hang(), on: .status, times: 2)
            let id = "710792ba-32f9-4d2d-8584-fefa3a6d94b8"
            let impatient = try await client.curl("/verification-srv/verificationstatus/\(id)", ["--max-time", "0.2"])
            #expect(impatient.curlExit == .exited(28), "curl: timeout")
            // The second one still hangs when the server stops, which ends it.
            let patient = Task { try await client.status(id) }
            for await request in simulator.requests() where simulator.log.count == 2 {
                #expect(request.fault == "before hang")
                break
            }
            return patient
        }
        #expect(try await patient.value.curlExit == .exited(52))
    }

    @Test("is armed and taken back over HTTP")
    func overHTTP() async throws {
        try await withSimulator { _, client in
            let fault: JSON = [
                "step": "initiate", "fault": "answer", "when": "after", "status": 500, "body": "oops",
                "headers": ["x-trace": "1"], "times": 2,
            ]
            #expect(try await client.post("/sim/faults", fault).status == 204)
            let failed = try await client.initiate()
            #expect(failed.status == 500)
            #expect(failed.headers["x-trace"] == "1")
            #expect(failed.text == "oops")
            #expect(try await client.pending().data.array?.count == 1)
            #expect(try await client.curl("/sim/faults", ["--request", "DELETE"]).status == 204)
            #expect(try await client.initiate().status == 200)
            for wrong: [String: JSON] in [["step": "nap"], ["fault": "flood"], ["when": "never"], ["times": 0]] {
                #expect(try await client.post("/sim/faults", fault.merging(wrong)).status == 400)
            }
        }
    }
}
