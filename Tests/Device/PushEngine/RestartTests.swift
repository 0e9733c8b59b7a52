import PushExchange
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A daemon that was killed", .timeLimit(.minutes(1))) struct RestartTests {
    @Test("while it acknowledged fetches the pending list, and acknowledges") func whileAcknowledging() async throws {
        try await withEngine { device in
            let id = try await device.delivers()
            _ = await device.server.next()
            let next = try await device.restarted()
            let list = await next.server.next()
            #expect(list.request == .pendingList)
            list.reply(pending: .listed([.sample()]))
            try await next.hears(id, "received acknowledge waiting 1")
            try await next.advanceToAlarm()
            let again = await next.server.next()
            #expect(again.request == .acknowledge)
            again.reply(.answered(.acknowledged))
            try await next.hears(id, "acknowledged")
            #expect(next.server.waiting.isEmpty)
        }
    }

    @Test(
        "during a step asks for its outcome, and does not repeat it",
        arguments: [
            (Step.verify, RemoteStatus.authenticated, "authenticated by user"), (.deny, .denied, "denied by user"),
            (.cancel, .cancelled, "cancelled by user"), (.verify, .cancelled, "cancelled by remote"),
        ])
    func whileSending(step: Step, status: RemoteStatus, end: String) async throws {
        try await withEngine { device in
            let id = try await device.allowed()
            try await device.decides(step, on: id)
            _ = await device.server.next()
            let next = try await device.restarted()
            let question = await next.server.next()
            #expect(question.request == .askStatus)
            // The same decision joins it in the meantime.
            async let again = next.engine.decide(step, on: id, by: nil, timeout: .seconds(30))
            await next.flush()
            question.reply(status: .learnt(status))
            try await next.hears(id, end)
            _ = try await again
            #expect(next.server.waiting.isEmpty)
        }
    }

    @Test("during allow reports that the numbers are lost, or allows again") func whileAllowing() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            try await device.decides(.allow, on: id)
            _ = await device.server.next()
            let next = try await device.restarted()
            await next.server.next().reply(status: .learnt(.acknowledged))
            try await next.hears(id, "acknowledged allow waiting 1")
            try await next.advanceToAlarm()
            #expect(await next.server.next().request == .allow)
            let third = try await next.restarted()
            await third.server.next().reply(status: .learnt(.allowed))
            try await third.hears(id, "unresolved")
            next.server.hangUp()
        }
    }

    @Test("during a pause sends the step again") func whileWaiting() async throws {
        try await withEngine { device in
            let id = try await device.delivers()
            await device.server.next().reply(
                .notSent(RequestFailure(.unusableAnswer(.askedToWait, to: .allow, status: 429))))
            try await device.hears(id, "received acknowledge waiting 1")
            let next = try await device.restarted()
            try await next.advanceToAlarm()
            await next.server.next().reply(.answered(.acknowledged))
            try await next.hears(id, "acknowledged")
        }
    }

    @Test("during the settling of a step asks again") func whileSettling() async throws {
        try await withEngine { device in
            let id = try await device.allowed()
            try await device.decides(.verify, on: id)
            await device.server.next().reply(.outcomeUnknown(.lost))
            _ = await device.server.next()
            let next = try await device.restarted()
            await next.server.next().reply(status: .learnt(.authenticated))
            try await next.hears(id, "authenticated by user")
        }
    }

    @Test("while the user decides continues to watch, with the numbers") func whileThinking() async throws {
        try await withEngine { device in
            let id = try await device.allowed()
            let next = try await device.restarted()
            #expect(try await next.exchange(id).choices == ["12", "34", "55", "78"])
            try await next.advanceToAlarm()
            await next.server.next().reply(status: .learnt(.allowed))
            await next.flush()
            try await next.decides(.verify, on: id)
            let verify = await next.server.next()
            #expect(verify.request == .verify)
            verify.reply(.answered(.last))
            try await next.hears(id, "authenticated by user")
        }
    }
}
