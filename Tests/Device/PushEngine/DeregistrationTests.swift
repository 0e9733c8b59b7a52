import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("The server of a removed enrollment", .timeLimit(.minutes(1))) struct DeregistrationTests {
    private func deregistrations(_ device: TestEngine) async throws -> Int {
        try await device.store.read { try $0.deregistrations().count }
    }

    @Test("gets a deregistration, which is then removed", arguments: [ChangeReply.taken, .refused(.sample)])
    func isTold(reply: ChangeReply) async throws {
        try await withEngine { device in
            try await device.engine.unenroll("enrollment-1")
            let call = await device.server.next()
            #expect(call.request == .unenroll && call.endpoint.device.pushID == Secret("p"))
            #expect(try await deregistrations(device) == 1)
            call.reply(change: reply)
            await device.flush()
            #expect(try await deregistrations(device) == 0)
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("that is unreachable gets it when it is back, even after a restart", arguments: [true, false])
    func isToldLater(restarts: Bool) async throws {
        try await withEngine { device in
            try await device.engine.unenroll("enrollment-1")
            await device.server.next().reply(change: .notSent(.silence))
            await device.flush()
            let next = restarts ? try await device.restarted() : device
            if restarts { next.engine.spawn { await $0.sendDeregistrations() } }
            if !restarts { try await next.advanceUntilAsked() }
            let again = await next.server.next()
            #expect(again.request == .unenroll)
            again.reply(change: .outcomeUnknown(.lost))
            try await next.advanceUntilAsked()
            await next.server.next().reply(change: .taken)
            await next.flush()
            #expect(try await deregistrations(next) == 0)
        }
    }

    @Test("gets it when a network comes up") func hearsOfNetworks() async throws {
        try await withEngine { device in
            try await device.engine.unenroll("enrollment-1")
            for _ in 0..<6 {
                await device.server.next().reply(change: .notSent(.silence))
                try await device.advanceUntilAsked()
            }
            await device.server.next().reply(change: .notSent(.silence))
            await device.flush()
            await device.engine.networkCameUp()
            #expect(try await device.advanceUntilAsked() == .seconds(2))
            await device.server.next().reply(change: .taken)
            await device.flush()
        }
    }

    @Test("does not get it after a week: secrets are not kept for longer") func isForgotten() async throws {
        try await withEngine { device in
            try await device.engine.unenroll("enrollment-1")
            await device.server.next().reply(change: .notSent(.silence))
            await device.flush()
            await device.advance(by: .seconds(7 * 86_400 + 1))
            #expect(try await deregistrations(device) == 0)
            #expect(device.server.waiting.isEmpty && device.clock.untilAlarm == nil)
        }
    }

    @Test("does not get it if the device is enrolled again") func isEnrolledAgain() async throws {
        try await withEngine { device in
            try await device.engine.unenroll("enrollment-1")
            let call = await device.server.next()
            await #expect(throws: EngineRefusal.self) { try await device.engine.enroll(.sample("enrollment-2")) }
            call.reply(change: .notSent(.silence))
            await device.flush()
            try await device.enroll(.sample("enrollment-2"))
            #expect(try await deregistrations(device) == 0)
            try await device.advanceToAlarm()
            #expect(device.server.waiting.isEmpty)
        }
    }

    @Test("gets it before the device scans another link, and not after that") func isScannedAgain()
        async throws
    {
        try await withEngine { device in
            let scan = try await device.scanned()
            async let choosing = device.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(30))
            await device.server.next().reply(.answered(.last))
            await device.server.next().reply(configured: .noSuchList)
            _ = try await choosing
            await device.server.next().reply(pending: .listed([]))
            try await device.engine.unenroll(scan.id)
            await device.server.next().reply(change: .notSent(.silence))
            await device.flush()
            async let scanning = device.engine.scan(.sample("again"), name: nil, paths: .guide)
            let call = await device.server.next()
            #expect(call.request == .unenroll)
            call.reply(change: .notSent(.silence))
            await device.server.next().reply(.answered(.scanned))
            let again = try await scanning
            // While the scan waits for its number, the deregistration is not sent.
            await device.engine.networkCameUp()
            await device.advance(by: .seconds(2))
            await device.server.next().reply(pending: .listed([]))
            await device.flush()
            #expect(device.server.waiting.isEmpty)
            async let second = device.engine.choose(Secret("55"), of: again.id, timeout: .seconds(30))
            await device.server.next().reply(.answered(.last))
            await device.server.next().reply(configured: .noSuchList)
            _ = try await second
            await device.server.next().reply(pending: .listed([]))
            #expect(try await deregistrations(device) == 0)
        }
    }

    @Test("does not get it if the device was enrolled while others were being sent") func isEnrolledMeanwhile()
        async throws
    {
        try await withEngine { device in
            try await device.enroll(.sample("enrollment-2", sub: "other"))
            try await device.engine.unenroll("enrollment-1")
            let first = await device.server.next()
            try await device.engine.unenroll("enrollment-2")
            first.reply(change: .notSent(.silence))
            // Both are read now, and the first one is sent again.
            let again = await device.server.next()
            #expect(again.request == .unenroll && again.endpoint.sub == "sub")
            try await device.enroll(.sample("enrollment-3", sub: "other"))
            again.reply(change: .taken)
            await device.flush()
            #expect(device.server.waiting.isEmpty, "it would end the new enrollment")
            #expect(try await deregistrations(device) == 0)
        }
    }

    @Test("gets a link only after the deregistration has ended") func isToldBeforeAScan() async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            async let choosing = device.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(30))
            await device.server.next().reply(.answered(.last))
            await device.server.next().reply(configured: .noSuchList)
            _ = try await choosing
            await device.server.next().reply(pending: .listed([]))
            try await device.engine.unenroll(scan.id)
            let call = await device.server.next()
            #expect(call.request == .unenroll)
            async let scanning = device.engine.scan(.sample("again"), name: nil, paths: .guide)
            await device.flush()
            #expect(device.server.waiting.isEmpty)
            call.reply(change: .taken)
            await device.server.next().reply(.answered(.scanned))
            #expect(try await scanning.state == .scanned)
        }
    }
}
