import FoundationEssentials
import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("Polling", .timeLimit(.minutes(1))) struct PollingTests {
    private static let settings = EngineSettings(
        commitDelay: .zero, pollInterval: .seconds(5), pollIdleInterval: .seconds(60))

    /// An engine that polls, with one enrollment whose first list was empty.
    private func withPolling(
        _ settings: EngineSettings = settings, _ body: (TestEngine) async throws -> Void
    ) async throws {
        try await withEngine(settings: settings, body)
    }

    private static let active = Duration.milliseconds(4_500)...Duration.milliseconds(5_500)
    private static let idle = Duration.seconds(54)...Duration.seconds(66)

    @Test("asks every five seconds, spread by a tenth") func asks() async throws {
        try await withPolling { device in
            var pauses: Set<Duration> = []
            for _ in 0..<10 {
                let pause = try await device.nextPoll()
                #expect(Self.active.contains(pause), "\(pause)")
                pauses.insert(pause)
            }
            #expect(pauses.count > 5, "they are spread")
        }
    }

    @Test("asks every minute while the user is not active, and at once when the user is again")
    func followsTheUser() async throws {
        try await withPolling { device in
            await device.engine.userIsActive(false)
            for _ in 0..<3 {
                let pause = try await device.nextPoll()
                #expect(Self.idle.contains(pause), "\(pause)")
            }
            await device.advance(by: .seconds(20))
            await device.engine.userIsActive(true)
            #expect(try await device.nextPoll() == .zero)
            #expect(try await Self.active.contains(device.nextPoll()))
        }
    }

    @Test("can be off for an active user, for an idle one, and for both") func isOff() async throws {
        try await withPolling(EngineSettings(commitDelay: .zero, pollInterval: nil)) { device in
            #expect(device.clock.untilAlarm == nil)
            let delivery = try await device.delivery()
            #expect(delivery.interval == nil)
            await device.engine.userIsActive(false)
            #expect(try await Self.idle.contains(device.nextPoll()))
        }
        try await withPolling(EngineSettings(commitDelay: .zero, pollIdleInterval: nil)) { device in
            await device.engine.userIsActive(false)
            #expect(device.clock.untilAlarm == nil)
        }
        try await withPolling(.prompt) { device in #expect(device.clock.untilAlarm == nil) }
    }

    @Test("takes over other settings at once") func adopts() async throws {
        try await withPolling { device in
            await device.engine.adopt(EngineSettings(commitDelay: .zero, pollInterval: .seconds(30)))
            let pause = try await device.nextPoll()
            #expect(pause >= .seconds(27) && pause <= .seconds(33), "\(pause)")
            await device.engine.adopt(.prompt)
            await device.flush()
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("brings a sign-in that came no other way, once") func findsSignIns() async throws {
        try await withPolling { device in
            try await device.advanceUntilAsked()
            await device.server.next().reply(pending: .listed([.sample()]))
            let acknowledge = await device.server.next()
            #expect(acknowledge.request == .acknowledge)
            acknowledge.reply(.answered(StepAnswer(exchangeID: Secret("second"))))
            await device.flush()
            let written = try await device.store.read { try $0.lastEvent() }
            for _ in 0..<3 {
                _ = try await device.nextPoll(.listed([.sample()]))
            }
            #expect(try await device.store.read { try $0.lastEvent() } == written)
            #expect(try await device.delivery().lastPushAt == nil, "it came through no inbox")
        }
    }

    @Test("that finds nothing new writes nothing") func writesNothing() async throws {
        try await withPolling { device in
            _ = try await device.acknowledgedWithoutStatus()
            let before = try device.log()
            let expired = PushPayload.sample("old", expiresAt: .start + .seconds(-1))
            for list in [[], [.sample()], [expired], [.sample(), expired]] {
                let pause = try await device.nextPoll(.listed(list))
                #expect(pause > .zero)
            }
            #expect(try device.log() == before)
        }
    }

    @Test("asks seldom where pushes come through the inbox, also after a restart") func trustsTheCarrier() async throws
    {
        try await withPolling { device in
            _ = try await device.acknowledgedWithoutStatus()
            _ = try await device.nextPoll(.listed([.sample()]))
            #expect(try await Self.idle.contains(device.nextPoll(.listed([.sample()]))))
            #expect(try await device.delivery().lastPushAt == .start)
            #expect(try await device.delivery().interval == .seconds(60))

            let next = try await TestEngine(path: device.store.path, clock: device.clock, settings: Self.settings)
            #expect(try await next.delivery().lastPushAt == .start)
            #expect(try await next.delivery().interval == .seconds(60))
        }
    }

    @Test("asks often again once a list had what did not come through the inbox") func distrustsTheCarrier()
        async throws
    {
        try await withPolling { device in
            _ = try await device.acknowledgedWithoutStatus()
            _ = try await device.nextPoll()
            try await device.advanceUntilAsked()
            await device.server.next().reply(pending: .listed([.sample("missed")]))
            await device.server.next().reply(.answered(StepAnswer(exchangeID: Secret("next"))))
            await device.flush()
            #expect(try await Self.active.contains(device.nextPoll()))
            // A few seconds later the carrier brings it too.
            _ = try await device.delivers(.sample("missed"))
            _ = try await device.nextPoll()
            #expect(try await Self.idle.contains(device.nextPoll()))
        }
    }

    @Test("asks a server that fails with growing pauses, and not before the time that it names") func backsOff()
        async throws
    {
        try await withPolling { device in
            var pauses: [Duration] = []
            for _ in 0..<6 { pauses.append(try await device.nextPoll(.unavailable(.lost))) }
            pauses.append(try await device.nextPoll())
            #expect(zip(pauses.dropFirst(), pauses.dropFirst(2)).allSatisfy { $0 < $1 }, "\(pauses)")
            #expect(pauses.dropFirst().allSatisfy { $0 >= .milliseconds(3_750) })
            #expect(try await Self.active.contains(device.nextPoll()), "it answers again")
            let busy = RequestFailure(
                .unusableAnswer(.askedToWait, to: .pendingList, status: 429), retryAfter: .seconds(600))
            _ = try await device.nextPoll(.unavailable(busy))
            await device.engine.poke()
            #expect(try await device.nextPoll() >= .seconds(600))
        }
    }

    @Test("asks a server without a list less and less often") func minds404() async throws {
        try await withPolling { device in
            var pauses: [Duration] = []
            for _ in 0..<5 { pauses.append(try await device.nextPoll(.noSuchList)) }
            #expect(pauses.last.map { $0 >= .seconds(30) } == true, "\(pauses)")
        }
    }

    @Test("sends one request at a time, and those who ask meanwhile share the next") func asksOnce() async throws {
        try await withPolling { device in
            try await device.advanceUntilAsked()
            let first = await device.server.next()
            async let one = device.engine.refreshAll()
            async let other = device.engine.refreshAll()
            await device.advance(by: .seconds(20))
            #expect(device.server.waiting.isEmpty)
            first.reply(pending: .listed([]))
            await device.server.next().reply(pending: .listed([]))
            let results = await (one, other)
            #expect(results.0 == results.1)
            await device.flush()
            #expect(device.server.waiting.isEmpty)
        }
    }

    @Test("does not ask without a network, and asks once it is there") func needsTheNetwork() async throws {
        try await withPolling { device in
            await device.engine.networkWentAway()
            #expect(device.server.drops == 1)
            #expect(device.clock.untilAlarm == nil)
            let delivery = try await device.delivery()
            #expect(delivery.nextPollAt == nil)
            await device.engine.poke()
            await device.advance(by: .seconds(600))
            #expect(device.server.waiting.isEmpty)
            await device.engine.networkCameUp()
            #expect(device.server.drops == 2)
            #expect(try await device.nextPoll() == .seconds(2))
        }
    }

    @Test("asks a server on this machine without a network too", arguments: ["127.0.0.1", "localhost", "[::1]"])
    func asksThisMachine(host: String) async throws {
        try await withPolling { device in
            var enrollment = Enrollment.sample("local", sub: "other")
            enrollment.baseURL = "http://\(host):8080"
            try await device.enroll(enrollment)
            await device.engine.networkWentAway()
            #expect(try await Self.active.contains(device.nextPoll()))
        }
    }

    @Test("asks two seconds after the machine woke, over new connections") func wakes() async throws {
        try await withPolling { device in
            await device.engine.machineSleeps()
            #expect(device.server.drops == 1)
            await device.advance(by: .seconds(1))
            await device.engine.machineWoke()
            #expect(device.server.drops == 2)
            let pause = try await device.nextPoll()
            #expect(pause == .seconds(2))
        }
    }

    @Test("asks at most once a second when poked, and after the last poke") func isPoked() async throws {
        try await withPolling { device in
            for _ in 0..<5 { await device.engine.poke() }
            let pauses = [try await device.nextPoll(), try await device.nextPoll(), try await device.nextPoll()]
            #expect(pauses[0] == .zero && pauses[1] == .seconds(1))
            #expect(pauses[2] >= .seconds(4), "nothing is left to do")
        }
    }

    @Test("tells when it asked and will ask") func tells() async throws {
        try await withPolling { device in
            let now = device.clock.now().wall
            let delivery = try await device.delivery()
            #expect(delivery.lastPollAt == now && delivery.interval == .seconds(5))
            let next = try #require(delivery.nextPollAt)
            #expect(Self.active.contains(next - now))
        }
    }
}

extension TestEngine {
    /// Moves the clock to the next request, which must be for a pending list, and answers it.
    /// - Returns: by how much the clock was moved.
    fileprivate func nextPoll(_ reply: PendingReply = .listed([])) async throws -> Duration {
        let pause = try await advanceUntilAsked()
        let call = await server.next()
        #expect(call.request == .pendingList)
        call.reply(pending: reply)
        await flush()
        return pause
    }

    /// A sign-in that came through the inbox, and about which nothing can be asked.
    fileprivate func acknowledgedWithoutStatus() async throws -> String {
        let id = try await delivers(.sample(expiresAt: .start + .seconds(100_000)))
        await server.next().reply(.answered(StepAnswer(exchangeID: Secret("second"))))
        try await hears(id, "acknowledged")
        await flush()
        return id
    }

    fileprivate func delivery() async throws -> DeliveryState {
        await flush()
        return try #require(await engine.allEnrolled.first).delivery
    }

    /// What SQLite has written since the log was last moved into the database.
    fileprivate func log() throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: store.path + "-wal"))
    }
}
