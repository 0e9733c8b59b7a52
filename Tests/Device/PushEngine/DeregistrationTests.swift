import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A server of a device that was given up", .timeLimit(.minutes(1))) struct DeregistrationTests {
    private func farewells(_ desk: Desk) async throws -> Int {
        try await desk.store.read { try $0.farewells().count }
    }

    @Test("is told, and what that needs is forgotten", arguments: [ChangeReply.taken, .refused(.sample)])
    func isTold(reply: ChangeReply) async throws {
        try await withDesk { desk in
            try await desk.engine.unenroll("enrollment-1")
            let call = await desk.server.next()
            #expect(call.request == .unenroll && call.endpoint.device.pushID == Secret("p"))
            #expect(try await farewells(desk) == 1)
            call.reply(change: reply)
            await desk.flush()
            #expect(try await farewells(desk) == 0)
            #expect(desk.clock.untilAlarm == nil)
        }
    }

    @Test("and that is away is told when it is back, also after a restart", arguments: [true, false])
    func isToldLater(restarts: Bool) async throws {
        try await withDesk { desk in
            try await desk.engine.unenroll("enrollment-1")
            await desk.server.next().reply(change: .notSent(.silence))
            await desk.flush()
            let next = restarts ? try await desk.restarted() : desk
            if restarts { next.engine.spawn { await $0.sendDeregistrations() } }
            if !restarts { try await next.advanceUntilAsked() }
            let again = await next.server.next()
            #expect(again.request == .unenroll)
            again.reply(change: .outcomeUnknown(.lost))
            try await next.advanceUntilAsked()
            await next.server.next().reply(change: .taken)
            await next.flush()
            #expect(try await farewells(next) == 0)
        }
    }

    @Test("is told when a network comes up") func hearsOfNetworks() async throws {
        try await withDesk { desk in
            try await desk.engine.unenroll("enrollment-1")
            for _ in 0..<6 {
                await desk.server.next().reply(change: .notSent(.silence))
                try await desk.advanceUntilAsked()
            }
            await desk.server.next().reply(change: .notSent(.silence))
            await desk.flush()
            await desk.engine.networkCameUp()
            #expect(try await desk.advanceUntilAsked() == .seconds(2))
            await desk.server.next().reply(change: .taken)
            await desk.flush()
        }
    }

    @Test("is told no more after a week: no secret is kept for longer") func isForgotten() async throws {
        try await withDesk { desk in
            try await desk.engine.unenroll("enrollment-1")
            await desk.server.next().reply(change: .notSent(.silence))
            await desk.flush()
            await desk.advance(by: .seconds(7 * 86_400 + 1))
            #expect(try await farewells(desk) == 0)
            #expect(desk.server.waiting.isEmpty && desk.clock.untilAlarm == nil)
        }
    }

    @Test("is not told of a device that is enrolled again") func isEnrolledAgain() async throws {
        try await withDesk { desk in
            try await desk.engine.unenroll("enrollment-1")
            let call = await desk.server.next()
            await #expect(throws: EngineRefusal.self) { try await desk.engine.enroll(.sample("enrollment-2")) }
            call.reply(change: .notSent(.silence))
            await desk.flush()
            try await desk.enroll(.sample("enrollment-2"))
            #expect(try await farewells(desk) == 0)
            try await desk.advanceToAlarm()
            #expect(desk.server.waiting.isEmpty)
        }
    }

    @Test("hears of the end first where the device scans a link again, and never after that") func isScannedAgain()
        async throws
    {
        try await withDesk { desk in
            let scan = try await desk.scanned()
            async let choosing = desk.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(30))
            await desk.server.next().reply(.answered(.last))
            _ = try await choosing
            await desk.server.next().reply(pending: .listed([]))
            try await desk.engine.unenroll(scan.id)
            await desk.server.next().reply(change: .notSent(.silence))
            await desk.flush()
            async let scanning = desk.engine.scan(.sample("again"), name: nil, pathSet: .guide)
            let farewell = await desk.server.next()
            #expect(farewell.request == .unenroll)
            farewell.reply(change: .notSent(.silence))
            await desk.server.next().reply(.answered(.scanned))
            let again = try await scanning
            // While it waits for its number the former one is not given up.
            await desk.engine.networkCameUp()
            await desk.advance(by: .seconds(2))
            await desk.server.next().reply(pending: .listed([]))
            await desk.flush()
            #expect(desk.server.waiting.isEmpty)
            async let second = desk.engine.choose(Secret("55"), of: again.id, timeout: .seconds(30))
            await desk.server.next().reply(.answered(.last))
            _ = try await second
            await desk.server.next().reply(pending: .listed([]))
            #expect(try await farewells(desk) == 0)
        }
    }

    @Test("is not told of a device that was enrolled again after the telling had begun") func isEnrolledMeanwhile()
        async throws
    {
        try await withDesk { desk in
            try await desk.enroll(.sample("enrollment-2", sub: "other"))
            try await desk.engine.unenroll("enrollment-1")
            let first = await desk.server.next()
            try await desk.engine.unenroll("enrollment-2")
            first.reply(change: .notSent(.silence))
            // Both are read now, and the first is told once more.
            let again = await desk.server.next()
            #expect(again.request == .unenroll && again.endpoint.sub == "sub")
            try await desk.enroll(.sample("enrollment-3", sub: "other"))
            again.reply(change: .taken)
            await desk.flush()
            #expect(desk.server.waiting.isEmpty, "it would end the new enrollment")
            #expect(try await farewells(desk) == 0)
        }
    }

    @Test("is asked to take a link only when it is not being told any more") func isToldBeforeAScan() async throws {
        try await withDesk { desk in
            let scan = try await desk.scanned()
            async let choosing = desk.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(30))
            await desk.server.next().reply(.answered(.last))
            _ = try await choosing
            await desk.server.next().reply(pending: .listed([]))
            try await desk.engine.unenroll(scan.id)
            let farewell = await desk.server.next()
            #expect(farewell.request == .unenroll)
            async let scanning = desk.engine.scan(.sample("again"), name: nil, pathSet: .guide)
            await desk.flush()
            #expect(desk.server.waiting.isEmpty)
            farewell.reply(change: .taken)
            await desk.server.next().reply(.answered(.scanned))
            #expect(try await scanning.state == .scanned)
        }
    }
}
