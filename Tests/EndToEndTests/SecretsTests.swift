import TestSupport
import Testing

@Suite("Secrets")
struct SecretsTests {
    @Test("are in no answer, no event, no output and no line of the log, also at trace level")
    func nowhere() async throws {
        try await withEnrolled { daemon, server, enrollment in
            let stage = daemon.stage
            var shown: [String] = []
            let watch = try await stage.start("smartpush", ["watch"])
            for (fault, step) in [("", ""), ("answer", "allow"), ("close", "verify"), ("answer", "deny")] {
                if !step.isEmpty { try await server.arm(step, fault, "before", status: fault == "answer" ? 400 : nil) }
                let former = Set(try await daemon.exchanges().map { $0["id"] })
                let signIn = try await server.initiate()
                let waiting = try await daemon.event { exchange in
                    exchange["state"] == "acknowledged" && !former.contains(exchange["id"])
                }
                let id = try #require(waiting["id"].string)
                for arguments in [
                    ["show", id], ["allow", id], ["verify", id, signIn.number], ["show", id, "--json"], ["deny", id],
                ] {
                    let ended = try await stage.run("smartpush", arguments)
                    shown += [ended.output, ended.errors]
                }
                shown.append(try await daemon.deliver(push(server.enrollment, id: signIn.exchangeID).text).text)
                shown.append(try await daemon.decide("verify", id, ["passcode": "99999"]).text)
            }
            try await server.arm("push-id", "answer", "before", status: 400)
            shown.append(
                try await daemon.api.call("PATCH", "/v1/enrollments/\(enrollment)", ["push_id": "new-push-secret"]).text
            )
            shown.append(try await daemon.api.call("POST", "/v1/enrollments", server.enrollment).text)
            let broken = try await daemon.deliver(push(server.enrollment).with("exchange_id", ["secret-1"]).text)
            shown.append(broken.text)
            for path in ["/v1/status", "/v1/enrollments", "/v1/exchanges", "/v1/enrollments/\(enrollment)"] {
                shown.append(try await daemon.get(path).text)
            }
            for arguments in [["status"], ["list", "--all"], ["history", "--json"], ["enrollments", "--json"]] {
                shown.append(try await stage.run("smartpush", arguments).output)
            }
            let last = try #require(try await daemon.exchanges("?limit=1").first)
            try await daemon.withEvents(after: "0") { events in
                while let event = try await events.next() {
                    shown.append(event.exchange.text)
                    if event.exchange == last { break }
                }
            }
            try await daemon.stop()
            shown += [daemon.log, watch.output.text, watch.errors.text]

            var secrets = ["new-push-secret", "secret-1", "99999"]
            secrets += ["client_id", "device_id", "push_id"].compactMap { server.enrollment[$0].string }
            for request in try await server.log() {
                secrets += ["exchange_id", "status_id"].compactMap { request[$0].string }
            }
            #expect(secrets.count > 20)
            for secret in Set(secrets) {
                #expect(!shown.contains { $0.contains(secret) }, "\(secret)")
            }
        }
    }
}
