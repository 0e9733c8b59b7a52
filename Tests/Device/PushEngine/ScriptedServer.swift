import PushExchange
import Synchronization
import Testing
import VerificationClient

/// A verification server whose answers the test gives, when it wants to.
final class ScriptedServer: VerificationAPI {
    private struct State {
        var calls: [Call] = []
        var waiter: CheckedContinuation<Call, Never>?
        /// Requests that the test has taken and not answered yet.
        var open: [Int: Call] = [:]
        var count = 0
        var drops = 0
    }

    private let state = Mutex(State())

    /// The next request, in the order in which they were sent. Waits for it if there is none.
    func next() async -> Call {
        await withCheckedContinuation { continuation in
            let call = state.withLock { state -> Call? in
                guard state.calls.isEmpty else { return state.calls.removeFirst() }
                state.waiter = continuation
                return nil
            }
            if let call { continuation.resume(returning: call) }
        }
    }

    /// How often the connections were dropped.
    var drops: Int { state.withLock { $0.drops } }

    func dropConnections() { state.withLock { $0.drops += 1 } }

    /// Requests that the test has not taken yet.
    var waiting: [Request] { state.withLock { $0.calls.map(\.request) } }

    /// Ends all requests without an answer, so that nothing waits forever.
    func hangUp() {
        let open = state.withLock { state in
            defer { state.open = [:] }
            return state.open.values
        }
        for call in open { call.lose() }
    }

    func perform(_ step: Step, exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply> {
        await withCheckedContinuation { add(.step(step, exchangeID), endpoint, .step($0)) }
    }

    func status(_ statusID: Secret<String>, at endpoint: Endpoint) async -> Reply<StatusReply> {
        await withCheckedContinuation { add(.status(statusID), endpoint, .status($0)) }
    }

    func pendingList(at endpoint: Endpoint) async -> Reply<PendingReply> {
        await withCheckedContinuation { add(.pendingList, endpoint, .pending($0)) }
    }

    func configuredList(at endpoint: Endpoint) async -> Reply<ConfiguredReply> {
        await withCheckedContinuation { add(.configuredList, endpoint, .configured($0)) }
    }

    func initiate(with token: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply> {
        await withCheckedContinuation { add(.initiate(token), endpoint, .step($0)) }
    }

    func cancelEnrollment(_ exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<ChangeReply> {
        await withCheckedContinuation { add(.cancelEnrollment(exchangeID), endpoint, .change($0)) }
    }

    func changePushID(to pushID: Secret<String>, at endpoint: Endpoint) async -> Reply<ChangeReply> {
        await withCheckedContinuation { add(.changePushID(pushID), endpoint, .change($0)) }
    }

    func scan(_ exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply> {
        await withCheckedContinuation { add(.scan(exchangeID), endpoint, .step($0)) }
    }

    func enroll(
        _ number: Secret<String>, exchangeID: Secret<String>, at endpoint: Endpoint
    ) async -> Reply<StepReply> {
        await withCheckedContinuation { add(.enroll(number, exchangeID), endpoint, .step($0)) }
    }

    func unenroll(at endpoint: Endpoint) async -> Reply<ChangeReply> {
        await withCheckedContinuation { add(.unenroll, endpoint, .change($0)) }
    }

    private func add(_ request: Request, _ endpoint: Endpoint, _ answer: Call.Answer) {
        let (call, waiter) = state.withLock { state in
            state.count += 1
            let call = Call(number: state.count, request: request, endpoint: endpoint, answer: answer, server: self)
            state.open[call.number] = call
            defer { state.waiter = nil }
            if state.waiter == nil { state.calls.append(call) }
            return (call, state.waiter)
        }
        waiter?.resume(returning: call)
    }

    fileprivate func close(_ number: Int) {
        state.withLock { $0.open[number] = nil }
    }
}

enum Request: Sendable, Equatable {
    case step(Step, Secret<String>)
    case status(Secret<String>)
    case pendingList
    case configuredList
    case initiate(Secret<String>)
    case cancelEnrollment(Secret<String>)
    case changePushID(Secret<String>)
    case scan(Secret<String>)
    case enroll(Secret<String>, Secret<String>)
    case unenroll
}

/// A request that waits for its answer.
struct Call: Sendable {
    fileprivate enum Answer: Sendable {
        case step(CheckedContinuation<Reply<StepReply>, Never>)
        case status(CheckedContinuation<Reply<StatusReply>, Never>)
        case pending(CheckedContinuation<Reply<PendingReply>, Never>)
        case configured(CheckedContinuation<Reply<ConfiguredReply>, Never>)
        case change(CheckedContinuation<Reply<ChangeReply>, Never>)
    }

    fileprivate let number: Int
    let request: Request
    let endpoint: Endpoint
    fileprivate let answer: Answer
    fileprivate let server: ScriptedServer

    func reply(_ reply: StepReply, date: Timestamp? = nil, paths: PathSet? = nil) {
        guard case .step(let continuation) = answer else { return surprise() }
        server.close(number)
        continuation.resume(returning: Reply(reply, date: date, paths: paths))
    }

    func reply(status: StatusReply, date: Timestamp? = nil) {
        guard case .status(let continuation) = answer else { return surprise() }
        server.close(number)
        continuation.resume(returning: Reply(status, date: date))
    }

    func reply(pending: PendingReply, date: Timestamp? = nil) {
        guard case .pending(let continuation) = answer else { return surprise() }
        server.close(number)
        continuation.resume(returning: Reply(pending, date: date))
    }

    func reply(configured: ConfiguredReply) {
        guard case .configured(let continuation) = answer else { return surprise() }
        server.close(number)
        continuation.resume(returning: Reply(configured))
    }

    func reply(change: ChangeReply) {
        guard case .change(let continuation) = answer else { return surprise() }
        server.close(number)
        continuation.resume(returning: Reply(change))
    }

    private func surprise() {
        Issue.record("this is no answer to \(request)")
        server.close(number)
        lose()
    }

    /// The connection broke.
    fileprivate func lose() {
        switch answer {
        case .step(let continuation): continuation.resume(returning: Reply(.outcomeUnknown(.lost)))
        case .status(let continuation): continuation.resume(returning: Reply(.unavailable(.lost)))
        case .pending(let continuation): continuation.resume(returning: Reply(.unavailable(.lost)))
        case .configured(let continuation): continuation.resume(returning: Reply(.unavailable(.lost)))
        case .change(let continuation): continuation.resume(returning: Reply(.outcomeUnknown(.lost)))
        }
    }
}

extension RequestFailure {
    /// The server answers, but with nothing usable.
    static let lost = RequestFailure(.unusableAnswer(.serverError, to: .allow, status: 500))
    /// The server is unreachable.
    static let silence = RequestFailure(.noConnection(.refused))
}
