import PushExchange
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A decision", .timeLimit(.minutes(1))) struct DecisionTests {
    @Test("leads from the push and the numbers to the signed-in web page") func goesWell() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            async let allowing = device.engine.decide(
                .allow, on: id, by: Caller(pid: 7, exe: nil), timeout: .seconds(30))
            let allow = await device.server.next()
            #expect(allow.request == .allow)
            #expect(try await device.exchange(id).operation?.step == .allow)
            allow.reply(.answered(.allowed))
            let allowed = try await allowing
            #expect(allowed.outcome == .done && allowed.exchange.choices == ["12", "34", "55", "78"])
            async let verifying = device.engine.decide(.verify, on: id, by: nil, timeout: .seconds(30))
            let verify = await device.server.next()
            #expect(verify.request == .verify)
            verify.reply(.answered(.last))
            #expect(try await verifying.exchange.state == .authenticated)
            #expect(
                try await device.told().map { $0.dropFirst(id.count + 1) } == [
                    "received acknowledge sending 1", "acknowledged", "acknowledged allow sending 1", "allowed",
                    "allowed verify sending 1", "authenticated by user",
                ])
        }
    }

    @Test("with a wrong number is refused without a request") func wrongNumber() async throws {
        try await withEngine { device in
            let id = try await device.allowed()
            await #expect(throws: DecisionError.wrongNumber) {
                try await device.decides(.verify(passcode: Secret("56")), on: id)
            }
            await device.flush()
            #expect(try await device.exchange(id).operation == nil)
            try await device.decides(.verify, on: id)
            #expect(await device.server.next().request == .verify)
        }
    }

    @Test("under way is joined by the same one, and excludes another") func joins() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            async let first = device.engine.decide(.allow, on: id, by: nil, timeout: .seconds(30))
            let call = await device.server.next()
            async let second = device.engine.decide(.allow, on: id, by: nil, timeout: .seconds(30))
            await #expect(throws: DecisionError.self) { try await device.decides(.deny, on: id) }
            await device.flush()
            call.reply(.answered(.allowed))
            #expect(try await first.outcome == .done)
            #expect(try await second.outcome == .done)
            #expect(try await device.decides(.allow, on: id) == .done)
        }
    }

    @Test("that is not waited for returns at once, and continues") func doesNotWait() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            #expect(try await device.decides(.deny, on: id) == .pending)
            await device.server.next().reply(.answered(.last))
            try await device.hears(id, "denied by user")
        }
    }

    @Test("is waited for until the timeout, and continues") func losesPatience() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            async let deciding = device.engine.decide(.deny, on: id, by: nil, timeout: .milliseconds(300))
            let call = await device.server.next()
            await device.flush()
            await device.advance(by: .milliseconds(300))
            let result = try await deciding
            #expect(result.outcome == .pending && result.exchange.operation?.step == .deny)
            call.reply(.answered(.last))
            try await device.hears(id, "denied by user")
        }
    }

    @Test("gets its outcome, however soon that comes") func isNeverLeftWaiting() async throws {
        try await withEngine { device in
            for number in 0..<40 {
                let id = try await device.acknowledged(.sample("push-\(number)"))
                async let deciding = device.engine.decide(.deny, on: id, by: nil, timeout: .seconds(30))
                // Nothing moves the clock, so a lost outcome would make this wait forever.
                await device.server.next().reply(.answered(.last))
                #expect(try await deciding.outcome == .done)
            }
        }
    }

    @Test("is refused or lost with the code of the server") func fails() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            async let deciding = device.engine.decide(.allow, on: id, by: nil, timeout: .seconds(30))
            await device.server.next().reply(.refused(.sample))
            await device.server.next().reply(status: .learnt(.acknowledged))
            #expect(try await deciding.outcome == .refused(.sample))
        }
    }

    @Test("names its exchange by the id or by six characters that are unique") func findsItsExchange() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            #expect(try await device.engine.exchange(String(id.prefix(6))).id == id)
            await #expect(throws: EngineRefusal.noSuchExchange) {
                try await device.engine.exchange(String(id.prefix(5)))
            }
            await #expect(throws: EngineRefusal.noSuchExchange) { try await device.decides(.allow, on: "nothing") }
            _ = try await device.acknowledged(.sample("other"))
            await #expect(throws: EngineRefusal.ambiguous) { try await device.decides(.allow, on: "exchange-") }
        }
    }

    @Test("is not accepted while the daemon stops, and waiting callers are resumed") func stops() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            async let deciding = device.engine.decide(.deny, on: id, by: nil, timeout: .seconds(30))
            let call = await device.server.next()
            await device.flush()
            async let stopping: Void = device.engine.stop()
            #expect(try await deciding.outcome == .pending)
            await #expect(throws: EngineRefusal.self) { try await device.decides(.deny, on: id) }
            call.reply(.answered(.last))
            await stopping
            #expect(try await device.exchange(id).state == .denied)
        }
    }
}
