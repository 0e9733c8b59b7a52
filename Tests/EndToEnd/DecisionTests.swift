import TestSupport
import Testing

@Suite("Decisions over the local API")
struct DecisionTests {
    @Test("are sent once: repeating one answers 200, another one 409, and nothing is sent")
    func again() async throws {
        try await withSignIn { daemon, server, signIn, id in
            #expect(try await daemon.decide("verify", id, ["passcode": "55"]).isProblem("wrong_state", 409))
            let allowed = try await daemon.decide("allow", String(id.prefix(8)))
            #expect(allowed.status == 200)
            #expect(allowed.json["state"] == "allowed")
            #expect(try await daemon.decide("allow", id, query: "?wait=3600").json == allowed.json)

            let wrong = try #require(["00", "01", "02", "03", "04"].first { $0 != signIn.number })
            #expect(try await daemon.decide("verify", id, ["passcode": .string(wrong)]).isProblem("wrong_number", 422))
            #expect(try await daemon.exchange(id)["state"] == "allowed")
            #expect(try await server.results(of: "verify").isEmpty)

            let verified = try await daemon.decide("verify", id, ["passcode": .string(signIn.number)])
            #expect(verified.json["state"] == "authenticated")
            #expect(try await daemon.decide("verify", id, ["passcode": .string(signIn.number)]).status == 200)
            #expect(try await daemon.decide("verify", id, ["passcode": .string(wrong)]).status >= 400)
            for step in ["deny", "cancel"] {
                #expect(try await daemon.decide(step, id).isProblem("wrong_state", 409), "\(step)")
            }
            let results = try await server.log().filter { $0["step"] != "status" && $0["step"] != "pending" }
            #expect(results.compactMap { $0["step"].string } == ["initiate", "acknowledge", "allow", "verify"])
        }
    }

    @Test("that are repeated after the end are answered as before", arguments: ["deny", "cancel"])
    func ended(step: String) async throws {
        try await withSignIn { daemon, server, _, id in
            #expect(try await daemon.decide(step, id, ["reason": "no"]).status == 200)
            let again = try await daemon.decide(step, id)
            #expect(again.status == 200)
            #expect(again.json["reason"] == "no")
            #expect(try await daemon.decide("allow", id).isProblem("wrong_state", 409))
            #expect(try await server.results(of: step) == ["ok"])
        }
    }

    @Test("without waiting are answered with 202 and continue, even if the caller hangs up")
    func withoutWaiting() async throws {
        try await withSignIn { daemon, server, signIn, id in
            try await server.arm("allow", "answer", "before", status: 503)
            let accepted = try await daemon.decide("allow", id, query: "?wait=0")
            #expect(accepted.status == 202)
            #expect(accepted.json["operation"]["name"] == "allow")
            #expect(accepted.json["operation"]["attempt"] == 1)
            #expect(try await daemon.decide("deny", id).isProblem("wrong_state", 409))
            try await daemon.settled("allowed", id: id)

            try await server.arm("verify", "answer", "before", status: 503)
            try await withWire(to: daemon.api.place) { wire in
                let body: JSON = ["passcode": .string(signIn.number)]
                try await wire.send(HTTPPlace.request("POST", "/v1/exchanges/\(id)/verify", body.text))
                try await daemon.event { $0["operation"]["name"] == "verify" }
            }
            try await daemon.settled("authenticated", id: id)
        }
    }

    @Test("that the server refuses are answered with 502 and its code")
    func refused() async throws {
        try await withSignIn { daemon, server, _, id in
            try await server.arm("allow", "answer", "before", status: 403)
            #expect(try await daemon.decide("allow", id).isProblem("refused", 502))
            let exchange = try await daemon.exchange(id)
            #expect(exchange["state"] == "refused")
            #expect(exchange["failure"]["code"].string?.isEmpty == false)
            #expect(exchange["failure"]["detail"].string?.isEmpty == false)
            #expect(try await daemon.decide("allow", id).isProblem("refused", 502))
            #expect(try await daemon.decide("deny", id).isProblem("wrong_state", 409))
        }
    }

    @Test("with a wrong one of the choices end the sign-in as refused")
    func wrongChoice() async throws {
        try await withSignIn { daemon, server, signIn, id in
            let choices = try await daemon.decide("allow", id).json["choices"].array.compactMap(\.string)
            let other = try #require(choices.first { $0 != signIn.number })
            #expect(try await daemon.decide("verify", id, ["passcode": .string(other)]).isProblem("refused", 502))
            #expect(try await daemon.exchange(id)["failure"]["code"] == "VER_0041")
            #expect(try await server.status(signIn) == "ALLOWED")
        }
    }
}
