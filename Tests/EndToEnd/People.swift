import Synchronization
import TestSupport

/// People who sign in again and again, whatever happens to the daemon. Each retries until there is an answer.
final class People: Sendable {
    /// A sign-in, and the last answer to its user.
    struct SignIn: Sendable {
        var signIn: SimulatedServer.SignIn
        var id: String
        /// The last decision and its answer; `nil` if the user did not decide.
        var decision: String?
        var reply: Reply?
    }

    private enum Habit: CaseIterable {
        case allows
        case denies
        case cancels
        case ignores
    }

    private let stage: Stage
    private let server: SimulatedServer
    private let gate = Gate()
    private let isOver = Mutex(false)
    private let done = Mutex<[SignIn]>([])
    /// The last event that anyone has seen. Later events include everything that is begun from here on.
    private let seen = Mutex(0)

    init(stage: Stage, server: SimulatedServer) {
        self.stage = stage
        self.server = server
    }

    var signIns: [SignIn] { done.withLock { $0 } }

    func daemonIsUp(_ daemon: Daemon) async { await gate.open(daemon) }
    func daemonGoesDown() async { await gate.close() }

    /// Lets each person finish the present sign-in.
    func goHome() { isOver.withLock { $0 = true } }

    /// One person, until ``goHome()``.
    func person(_ number: Int) async throws {
        var turn = number
        while !isOver.withLock({ $0 }) {
            let habit = Habit.allCases[turn % Habit.allCases.count]
            let signIn = try await signIn(habit)
            done.withLock { $0.append(signIn) }
            turn += 1
        }
    }

    private func signIn(_ habit: Habit) async throws -> SignIn {
        let web = try await server.initiate()
        let start = seen.withLock { $0 }
        let line = push(server.enrollment, id: web.exchangeID).text
        let answer = await withDaemon { try await $0.deliver(line) }
        guard let id = answer["id"].string else { throw Surprise("the inbox said \(answer.text)") }
        var signIn = SignIn(signIn: web, id: id)
        guard await isAcknowledged(id, after: start) else { return signIn }
        switch habit {
        case .ignores: break
        case .denies: await decide("deny", &signIn)
        case .cancels: await decide("cancel", &signIn)
        case .allows:
            await decide("allow", &signIn)
            guard signIn.reply?.status == 200 else { break }
            await decide("verify", &signIn)
        }
        return signIn
    }

    private func decide(_ step: String, _ signIn: inout SignIn) async {
        let body: JSON? = step == "verify" ? ["passcode": .string(signIn.signIn.number)] : nil
        signIn.decision = step
        signIn.reply = await withDaemon { [id = signIn.id] in try await $0.decide(step, id, body) }
    }

    /// Waits until the exchange is not `received` any more. After a crash, the events continue where they ended.
    private func isAcknowledged(_ id: String, after start: Int) async -> Bool {
        await withDaemon { daemon in
            try await daemon.withEvents(after: "\(start)") { events in
                let event = try await events.first { $0["id"].string == id && $0["state"] != "received" }
                seen.withLock { $0 = max($0, event.number) }
                return event.exchange["state"] == "acknowledged"
            }
        }
    }

    /// Retries until no crash interferes.
    private func withDaemon<Result: Sendable>(_ body: (Daemon) async throws -> Result) async -> Result {
        while true {
            let daemon = await gate.pass()
            if let result = try? await body(daemon) { return result }
            await gate.pass(other: daemon)
        }
    }
}

/// Lets people through while a daemon runs.
private actor Gate {
    private var daemon: Daemon?
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func open(_ daemon: Daemon) {
        self.daemon = daemon
        for person in waiting { person.resume() }
        waiting = []
    }

    func close() { daemon = nil }

    func pass() async -> Daemon {
        while true {
            if let daemon { return daemon }
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// Waits for another daemon than this one, which failed.
    func pass(other: Daemon) async {
        while daemon?.program.pid == other.program.pid {
            await withCheckedContinuation { waiting.append($0) }
        }
    }
}
