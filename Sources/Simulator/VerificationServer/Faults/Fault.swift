import SimulatorHTTP

/// Something that goes wrong between a client and this server. An ``ArmedFault`` says when.
package struct Fault: Sendable, Equatable {
    /// Whether the request still takes effect.
    package enum Moment: String, Sendable {
        /// The request is lost: nothing changes.
        case before
        /// The request takes effect and only its answer is lost.
        case after
    }

    /// What the client gets instead of the right answer.
    package enum Effect: Sendable, Equatable {
        /// The connection closes without a byte.
        case close
        /// Nothing is sent until the client hangs up.
        case hang
        /// This answer is sent in place of the real one.
        case answer(status: Int, headers: [String: String], body: [UInt8])
        /// The client is redirected to another host with status 307, which keeps the method and the body. The host is
        /// this server under another name, so the log shows whether the client follows.
        case redirect
        /// The real answer, altered.
        case alter(Alteration)
        /// The real answer, with its body sent one byte at a time. The body is spaces if there is none.
        case drip(pause: Duration)
        /// The real answer, but the head announces a longer body, and the connection closes. The body is spaces if
        /// there is none.
        case cut
        /// A success whose body is this many spaces, without a `Content-Length`.
        case flood(bytes: Int)
    }

    /// Whether the request takes effect in spite of the fault.
    package var moment: Moment
    /// What the client gets.
    package var effect: Effect

    package init(_ moment: Moment, _ effect: Effect) {
        self.moment = moment
        self.effect = effect
    }

    /// The connection closes and the request has no effect.
    package static let closeBefore = Fault(.before, .close)
    /// The connection closes after the request has taken effect.
    package static let closeAfter = Fault(.after, .close)

    /// No answer is sent until the client closes the connection.
    package static func hang(_ moment: Moment = .before) -> Fault { Fault(moment, .hang) }

    /// An answer without a body, such as a failing proxy sends.
    package static func status(_ status: Int, _ moment: Moment, headers: [String: String] = [:]) -> Fault {
        Fault(moment, .answer(status: status, headers: headers, body: []))
    }

    /// An answer with this body, such as one that is not JSON.
    package static func rawBody(
        status: Int, headers: [String: String], bytes: [UInt8], _ moment: Moment = .before
    ) -> Fault {
        Fault(moment, .answer(status: status, headers: headers, body: bytes))
    }

    /// Its name in the request log.
    var name: String { "\(moment.rawValue) \(effect.name)" }
}

extension Fault.Effect {
    fileprivate var name: String {
        switch self {
        case .close: "close"
        case .hang: "hang"
        case .answer: "answer"
        case .redirect: "redirect"
        case .alter(let alteration): alteration.rawValue
        case .drip: "drip"
        case .cut: "cut"
        case .flood: "flood"
        }
    }
}

/// The armed faults, for each step in the order in which they were armed.
struct FaultQueue: Sendable {
    static let limit = 100

    private var armed: [ArmedFault]

    init(_ armed: [ArmedFault] = []) {
        self.armed = armed
    }

    mutating func arm(_ fault: ArmedFault) throws(Refusal) {
        guard armed.count < Self.limit else { throw .simulator(409, "no more than \(Self.limit) faults can be armed") }
        armed.append(fault)
    }

    mutating func disarmAll() { armed = [] }

    /// Returns the fault that this request meets, if any, and counts it as fired.
    mutating func fire(on step: Step) -> Fault? {
        guard let index = armed.firstIndex(where: { $0.step == step }) else { return nil }
        armed[index].times -= 1
        return armed[index].times == 0 ? armed.remove(at: index).fault : armed[index].fault
    }
}
