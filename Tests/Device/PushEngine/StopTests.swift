import PushExchange
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A daemon that is stopped", .timeLimit(.minutes(1))) struct StopTests {
    @Test("waits for answers that are due") func waits() async throws {
        try await withEngine { device in
            let id = try await device.delivers()
            let call = await device.server.next()
            async let stopping: Void = device.engine.stop()
            await device.flush()
            call.reply(.answered(.acknowledged))
            await stopping
            #expect(try await device.exchange(id).state == .acknowledged)
        }
    }

    @Test("waits for at most five seconds, and settles the rest at the next start") func hasAGrace() async throws {
        try await withEngine { device in
            let id = try await device.delivers()
            _ = await device.server.next()
            async let stopping: Void = device.engine.stop()
            while device.clock.untilAlarm != .seconds(5) { await device.flush() }
            await device.advance(by: .seconds(5))
            await stopping
            #expect(try await device.exchange(id).operation?.progress == .sending)
        }
    }

    @Test("ends the events of all followers") func endsEvents() async throws {
        try await withEngine { device in
            var events = await device.engine.follow(after: nil).makeAsyncIterator()
            await device.engine.stop()
            let event = try await events.next()
            #expect(event == nil)
        }
    }
}
