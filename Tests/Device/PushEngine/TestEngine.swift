import EventLoopExecutor
import FoundationEssentials
import NIOPosix
import PushExchange
import PushStore
import Synchronization
import TestSupport
import Testing
import VerificationClient

@testable import PushEngine

/// An engine on one event loop with a real database, a clock that is moved, and a scripted server.
struct TestEngine: Sendable {
    let engine: Engine
    let store: PushStore
    let server: ScriptedServer
    let clock: ManualClock

    init(path: String, clock: ManualClock, settings: EngineSettings = .prompt) async throws {
        self.clock = clock
        clock.setAlarm(at: nil)
        store = try PushStore(path: path, describe: describe)
        server = ScriptedServer()
        let ids = Counter()
        engine = Engine(
            store: store, server: server, clock: clock, settings: settings,
            journal: { _ in },
            executor: EventLoopExecutor(MultiThreadedEventLoopGroup.singleton.next()),
            makeID: { "exchange-\(ids.next())-\(UUID().uuidString)" }, jitter: Jitter().next)
        try await engine.start()
    }

    /// The same database with a new daemon, as after a crash of the one before.
    func restarted() async throws -> TestEngine {
        try await TestEngine(path: store.path, clock: clock)
    }

    func enroll(_ enrollment: Enrollment = .sample()) async throws {
        _ = try await engine.enroll(enrollment)
        await server.next().reply(pending: .listed([]))
        await flush()
    }

    // MARK: Time

    /// Returns when everything that the engine was given is committed and carried out, up to sent requests.
    func flush() async {
        for _ in 0..<3 {
            // Both queues of the database and the event loop of the engine work in order.
            _ = try? await engine.commit { _ in Change(()) }
            _ = try? await engine.look { try $0.openCount() }
            await engine.isAlive()
        }
    }

    /// Waits for a condition that the engine is about to fulfil.
    func until(_ condition: @Sendable (isolated Engine) -> Bool) async {
        while await !engine.meets(condition) { await Task.yield() }
    }

    func advance(by duration: Duration) async {
        await flush()
        clock.advance(by: duration)
        await engine.wake()
        await flush()
    }

    /// Moves the clock to the alarm.
    /// - Returns: by how much.
    @discardableResult
    func advanceToAlarm() async throws -> Duration {
        await flush()
        let duration = try #require(clock.untilAlarm)
        await advance(by: duration)
        return duration
    }

    /// Moves the clock until there is a request.
    /// - Returns: by how much.
    @discardableResult
    func advanceUntilAsked() async throws -> Duration {
        var duration = Duration.zero
        await flush()
        while server.waiting.isEmpty { duration += try await advanceToAlarm() }
        return duration
    }

    // MARK: Looking

    func exchange(_ id: String) async throws -> Exchange {
        try #require(await store.read { try $0.exchange(id) })
    }

    /// All events so far.
    func told() async throws -> [String] {
        try await store.read { try $0.events(after: 0, limit: 1_000).map(\.document) }
    }

    /// Waits until an event reports this state of an exchange: `acknowledged`, or `acknowledged allow sending 1`.
    func hears(_ id: String, _ state: String) async throws {
        let events = await engine.follow(after: 0)
        for try await event in events where event.document == "\(id) \(state)" { return }
        Issue.record("\(state) was never told")
    }

    // MARK: Prepared stories

    func delivers(_ push: PushPayload = .sample()) async throws -> String {
        let result = try #require(await engine.deliver([push]).first)
        return try result.get().id
    }

    /// A sign-in that is acknowledged.
    func acknowledged(_ push: PushPayload = .sample()) async throws -> String {
        let id = try await delivers(push)
        await server.next().reply(.answered(.acknowledged))
        try await hears(id, "acknowledged")
        await flush()
        return id
    }

    /// A sign-in that waits for its number.
    func allowed() async throws -> String {
        let id = try await acknowledged()
        try await decides(.allow, on: id)
        await server.next().reply(.answered(.allowed))
        try await hears(id, "allowed")
        await flush()
        return id
    }

    /// Sends a decision without waiting for its outcome.
    @discardableResult
    func decides(_ step: Step, on id: String) async throws -> DecisionOutcome {
        try await engine.decide(step, on: id, by: nil, timeout: .zero).outcome
    }
}

/// Runs `body` with an engine that has one enrollment.
func withEngine(settings: EngineSettings = .prompt, _ body: (TestEngine) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        let device = try await TestEngine(path: "\(folder)/smartpush.db", clock: ManualClock(), settings: settings)
        try await device.enroll()
        try await body(device)
        #expect(device.server.waiting.isEmpty, "requests that nobody expected")
        device.server.hangUp()
        await device.flush()
    }
}

/// The document of an exchange: `ID STATE [STEP PROGRESS ATTEMPT]`, and who ended it.
@Sendable private func describe(_ exchange: Exchange) -> String {
    let operation = exchange.operation.map { " \($0.step.name) \($0.progress) \($0.attempt)" } ?? ""
    return "\(exchange.id) \(exchange.state)\(operation)\(exchange.endedBy.map { " by \($0)" } ?? "")"
}

/// Replaces chance: the same different numbers from 0 to 1 in every run.
struct Jitter: Sendable {
    private let counter = Counter()

    var next: @Sendable () -> Double {
        { [counter] in (Double(counter.next()) * 0.618_034).truncatingRemainder(dividingBy: 1) }
    }
}

final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

extension EngineSettings {
    /// No change waits to share a commit, because time only passes when it is moved.
    /// Nothing is polled for either.
    static let prompt = EngineSettings(commitDelay: .zero, pollInterval: nil, pollIdleInterval: nil)
}

extension Engine {
    fileprivate func meets(_ condition: @Sendable (isolated Engine) -> Bool) -> Bool { condition(self) }
}
