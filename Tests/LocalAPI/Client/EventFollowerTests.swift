import LocalAPIModel
import Synchronization
import Testing

@testable import LocalAPIClient

@Suite("A follower of the events")
struct EventFollowerTests {
    private let one = Samples.exchange(state: .received)
    private let two = Samples.exchange(state: .acknowledged)
    private let three = Samples.exchange(state: .allowed)

    @Test("lists the open exchanges, reports each change, and resumes after the last one when the daemon is back")
    func resumes() async throws {
        let streams: [ScriptedDaemon.Stream] = [
            .events([try ScriptedDaemon.event(1, one), try ScriptedDaemon.event(2, two)]), .nothing,
            .events([try ScriptedDaemon.event(3, three)]),
        ]
        try await ScriptedDaemon.with(streams, open: [two]) { daemon async throws in
            let followed = try await Follow(.afterFirstConnection, to: daemon.path).until(.changed(three))
            #expect(
                followed.updates == [
                    .connected(open: [two], isResumed: false), .changed(one), .changed(two), .disconnected,
                    .connected(open: [two], isResumed: true), .changed(three),
                ])
            #expect(daemon.lastEventIDs == [nil, "2", "2"])
        }
    }

    @Test("waits twice as long before each attempt, up to five seconds, and reports once that it has no connection")
    func backsOff() async throws {
        let followed = try await Follow(.always, to: "/nonexistent/api.sock").untilItWaited(times: 8)
        #expect(followed.updates == [.disconnected])
        #expect(followed.waits == [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000].map { .milliseconds($0) })
    }

    @Test("varies its waits by up to a quarter", arguments: [(0.0, 75), (0.5, 100), (1, 125)])
    func jitters(jitter: Double, milliseconds: Int) {
        var delay = ReconnectDelay()
        #expect(delay.next(jitter: jitter) == .milliseconds(milliseconds))
    }

    @Test("fails at once if the first connection has to succeed and there is no daemon")
    func firstConnection() async throws {
        let follow = Follow(.afterFirstConnection, to: "/nonexistent/api.sock")
        await #expect(throws: LocalAPIError.daemonUnreachable(path: "/nonexistent/api.sock", why: .noSocket)) {
            _ = try await follow.untilItWaited(times: 1)
        }
    }

    @Test("waits for a daemon that is starting, and stops if the daemon refuses the request")
    func declines() async throws {
        let starting = Problem(.unavailable, "not yet")
        let declined = Problem(.invalidRequest, "that is no event id")
        let streams: [ScriptedDaemon.Stream] = [
            .events([try ScriptedDaemon.event(1, one)]), .answer(try Samples.problem(starting)),
            .answer(try Samples.problem(declined)),
        ]
        try await ScriptedDaemon.with(streams, open: []) { daemon async throws in
            await #expect(throws: LocalAPIError.problem(declined)) {
                _ = try await Follow(.afterFirstConnection, to: daemon.path).untilItWaited(times: 3)
            }
            #expect(daemon.lastEventIDs.count == 3)
        }
    }

    @Test("connects again after a stream that it does not understand, and waits longer each time")
    func broken() async throws {
        let nonsense = ScriptedDaemon.Stream.events(["id: 2\nevent: exchange\ndata: {}\n\n"])
        let good = ScriptedDaemon.Stream.events([try ScriptedDaemon.event(1, one)])
        try await ScriptedDaemon.with([good, nonsense, nonsense], open: []) { daemon async throws in
            let followed = try await Follow(.always, to: daemon.path).untilItWaited(times: 3)
            let reason = UnusableAnswer.unusableEvent
            #expect(
                followed.updates == [
                    .connected(open: [], isResumed: false), .changed(one), .disconnected,
                    .connected(open: [], isResumed: true), .broken(reason: reason), .disconnected,
                    .connected(open: [], isResumed: true), .broken(reason: reason), .disconnected,
                ])
            #expect(followed.waits == [100, 200, 400].map { .milliseconds($0) })
            #expect(daemon.lastEventIDs == [nil, "1", "1"])
        }
    }

    @Test(
        "ends with the error that its report closure throws",
        arguments: [EventFollower.Persistence.afterFirstConnection, .always])
    func reportThrows(persistence: EventFollower.Persistence) async throws {
        try await ScriptedDaemon.with([.events([])], open: []) { daemon async throws in
            var follower = EventFollower(LocalAPIClient(socketPath: daemon.path), persistence: persistence)
            await #expect(throws: Follow.Enough.self) { try await follower.run { _ in throw Follow.Enough() } }
        }
    }
}

/// Runs a follower without real waits until it has reported or waited enough.
private struct Follow {
    struct Enough: Error {}

    let persistence: EventFollower.Persistence
    let path: String

    init(_ persistence: EventFollower.Persistence, to path: String) {
        self.persistence = persistence
        self.path = path
    }

    func until(_ last: EventFollower.Update) async throws -> (updates: [EventFollower.Update], waits: [Duration]) {
        try await run(waits: .max, last)
    }

    func untilItWaited(times: Int) async throws -> (updates: [EventFollower.Update], waits: [Duration]) {
        try await run(waits: times, nil)
    }

    private func run(
        waits most: Int, _ last: EventFollower.Update?
    ) async throws -> (updates: [EventFollower.Update], waits: [Duration]) {
        let waits = Waits(most: most)
        var updates: [EventFollower.Update] = []
        var follower = EventFollower(
            LocalAPIClient(socketPath: path), persistence: persistence, jitter: { 0.5 }, sleep: waits.add)
        do {
            try await follower.run { update in
                updates.append(update)
                if update == last { throw Enough() }
            }
        } catch is Enough {}
        return (updates, waits.all.withLock { $0 })
    }

    private final class Waits: Sendable {
        let all = Mutex<[Duration]>([])
        private let most: Int

        init(most: Int) {
            self.most = most
        }

        @Sendable func add(_ time: Duration) throws {
            let count = all.withLock { all in
                all.append(time)
                return all.count
            }
            if count == most { throw Enough() }
        }
    }
}
