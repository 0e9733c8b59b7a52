import SimulatorHTTP

/// Something that goes wrong between a client and this server, armed for a step and fired a number of times.
package struct Fault: Sendable, Equatable {
    /// Whether the request still takes effect.
    package enum Moment: String, Sendable {
        /// The request is lost: nothing changes.
        case before
        /// The request takes effect and only its answer is lost.
        case after
    }

    package enum Effect: Sendable, Equatable {
        /// The connection closes without a byte.
        case close
        /// Nothing is sent until the client hangs up.
        case hang
        /// This is sent in place of the real answer.
        case answer(status: Int, headers: [String: String], body: [UInt8])
        /// The same request is asked for at another host, which is this server by another name: its log would tell.
        case redirect
        /// The real answer with something wrong in it.
        case alter(Alteration)
        /// The real answer, its body a byte at a time. Blanks where there is none.
        case drip(pause: Duration)
        /// The real answer, which then closes though its head has announced more. Blanks where there is none.
        case cut
        /// A success with so many blanks for a body, and no word of how many.
        case flood(bytes: Int)
    }

    package var moment: Moment
    package var effect: Effect

    package init(_ moment: Moment, _ effect: Effect) {
        self.moment = moment
        self.effect = effect
    }

    package static let closeBefore = Fault(.before, .close)
    package static let closeAfter = Fault(.after, .close)

    package static func hang(_ moment: Moment = .before) -> Fault { Fault(moment, .hang) }

    /// An answer without a body, as a failing proxy gives.
    package static func status(_ status: Int, _ moment: Moment, headers: [String: String] = [:]) -> Fault {
        Fault(moment, .answer(status: status, headers: headers, body: []))
    }

    package static func rawBody(
        status: Int, headers: [String: String], bytes: [UInt8], _ moment: Moment = .before
    ) -> Fault {
        Fault(moment, .answer(status: status, headers: headers, body: bytes))
    }

    /// As the request log tells it.
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

    /// The fault that this request runs into, if any; it counts as fired.
    mutating func fire(on step: Step) -> Fault? {
        guard let index = armed.firstIndex(where: { $0.step == step }) else { return nil }
        armed[index].times -= 1
        return armed[index].times == 0 ? armed.remove(at: index).fault : armed[index].fault
    }
}
