import Dispatch
import FoundationEssentials
import Synchronization

/// A minimal verification server. It accepts everything immediately and records the times.
///
/// It runs on blocking threads of this process, so that its times and its callers' come from the same clock.
final class Wire: Sendable {
    enum Step: String {
        case acknowledge
        case allow
        case deny
        case verify = "verification"
        case cancel
    }

    struct Key: Hashable {
        var step: Step
        var push: String
    }

    struct Times {
        /// When the first bytes of the request had arrived.
        var arrived: ContinuousClock.Instant
        /// When the answer was about to be written.
        var answered: ContinuousClock.Instant
    }

    private struct State {
        var times: [Key: Times] = [:]
        var statuses: [String: String] = [:]
    }

    let port: UInt16
    private let listener: Socket
    private let state = Mutex(State())
    private let news = DispatchSemaphore(value: 0)
    /// Empty unless answers are delayed.
    private let held = DispatchGroup()

    init() throws {
        (listener, port) = try Socket.listening()
        _ = try Worker { [self, listener] in
            while let connection = try? listener.accept() {
                _ = try Worker { try self.serve(connection) }
            }
        }
    }

    /// Stops listening. Connections end with their peer.
    func stop() { listener.shutDown() }

    /// Delays its answers while `body` runs, as a slow server does.
    func holding<Result>(_ body: () throws -> Result) rethrows -> Result {
        held.enter()
        defer { held.leave() }
        return try body()
    }

    /// Waits for a step of a push, and returns its times on the wire.
    func times(of step: Step, _ push: Push) throws -> Times {
        while true {
            if let times = state.withLock({ $0.times[Key(step: step, push: push.id)] }) { return times }
            guard news.wait(timeout: .now() + 30) == .success else {
                throw Unexpected("no \(step.rawValue) on the wire within 30 s")
            }
        }
    }

    private func serve(_ connection: Socket) throws {
        var bytes: [UInt8] = []
        while true {
            var arrived = ContinuousClock.now
            var request: WireRequest?
            while request == nil {
                let isFirst = bytes.isEmpty
                guard try connection.read(into: &bytes) > 0 else { return }
                if isFirst { arrived = .now }
                request = WireRequest(&bytes)
            }
            guard let request else { return }
            let answer = answer(request)
            held.wait()
            note(request, Times(arrived: arrived, answered: .now))
            try connection.write(answer)
        }
    }

    private func note(_ request: WireRequest, _ times: Times) {
        guard let step = request.step, let push = request.push else { return }
        state.withLock { $0.times[Key(step: step, push: push)] = times }
        news.signal()
    }

    private func answer(_ request: WireRequest) -> [UInt8] {
        guard let step = request.step, let push = request.push else {
            return request.isStatus ? status(request) : WireAnswers.nothing
        }
        state.withLock { $0.statuses[push] = WireAnswers.status(after: step) }
        return WireAnswers.step(step, push: push, exchangeID: request.exchangeID)
    }

    private func status(_ request: WireRequest) -> [UInt8] {
        let push = String(request.path.split(separator: "/").last?.prefix(36) ?? "")
        let status = state.withLock { $0.statuses[push] }
        return WireAnswers.status(status ?? "INITIATED", of: push)
    }
}
