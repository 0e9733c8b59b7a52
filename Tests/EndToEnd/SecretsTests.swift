import TestSupport
import Testing

@Suite("Secrets")
struct SecretsTests {
    @Test("are in no answer, no event, no output and no line of the log, even at trace level")
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
            let links = try await enrollByLink(daemon, server, &shown)
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

            var secrets = ["new-push-secret", "secret-1", "99999"] + links
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

    /// Enrolls by links: one succeeds and is removed again, one has a wrong number, one was used before.
    /// - Returns: the secrets of these enrollments.
    private func enrollByLink(
        _ daemon: Daemon, _ server: SimulatedServer, _ shown: inout [String]
    ) async throws -> [String] {
        var secrets: [String] = []
        for (sub, isRight) in [("person-1", true), ("person-2", false)] {
            let setup = try await server.startEnrollment(sub: sub)
            secrets += [setup.exchangeID, setup.statusID, setup.clientID]
            let here = ["--server", server.enrollment["base_url"].string ?? ""]
            let scan = try await daemon.stage.run("smartpush", ["enroll", "--json"] + here, input: setup.link)
            let wrong = scan.json["choices"].array.compactMap(\.string).first { $0 != setup.number }
            let number = isRight ? setup.number : wrong ?? ""
            let numbered = ["enroll", "--number", number] + here
            let ended = try await daemon.stage.run("smartpush", numbered, input: setup.link)
            let again = try await daemon.stage.run("smartpush", numbered, input: setup.link)
            let looked = try await daemon.get("/v1/enrollments/scan/\(scan.json["id"].string ?? "")")
            shown += [scan, ended, again].flatMap { [$0.output, $0.errors] } + [looked.text]
            if isRight {
                shown.append(
                    try await daemon.api.call("DELETE", "/v1/enrollments/\(scan.json["id"].string ?? "")").text)
            }
        }
        try await server.arm("scan", "answer", "before", status: 400)
        let setup = try await server.startEnrollment(sub: "person-3")
        shown.append(try await daemon.scan(setup).text)
        // The ids of this device are in its database only.
        let stored = try await daemon.stage.run(
            "sqlite3", [daemon.stage.database, "SELECT device_id FROM device UNION SELECT push_id FROM enrollment"])
        secrets += stored.output.split(separator: "\n").map(String.init)
        #expect(secrets.count > 6, "\(stored.errors)")
        return secrets + [setup.exchangeID, setup.clientID]
    }
}
