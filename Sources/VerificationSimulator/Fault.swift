/// Something that goes wrong between a client and this server, armed for a step and fired a number of times.
public struct Fault: Sendable, Equatable {
    /// Whether the request still takes effect.
    public enum Moment: String, Sendable {
        /// The request is lost: nothing changes.
        case before
        /// The request takes effect and only its answer is lost.
        case after
    }

    public enum Effect: Sendable, Equatable {
        /// The connection closes without a byte.
        case close
        /// Nothing is sent until the client hangs up.
        case hang
        /// This is sent in place of the real answer.
        case answer(status: Int, headers: [String: String], body: [UInt8])
    }

    public var moment: Moment
    public var effect: Effect

    public init(_ moment: Moment, _ effect: Effect) {
        self.moment = moment
        self.effect = effect
    }

    public static let closeBefore = Fault(.before, .close)
    public static let closeAfter = Fault(.after, .close)

    public static func hang(_ moment: Moment = .before) -> Fault { Fault(moment, .hang) }

    /// An answer without a body, as a proxy in trouble gives.
    public static func status(_ status: Int, _ moment: Moment, headers: [String: String] = [:]) -> Fault {
        Fault(moment, .answer(status: status, headers: headers, body: []))
    }

    public static func rawBody(
        status: Int, headers: [String: String], bytes: [UInt8], _ moment: Moment = .before
    ) -> Fault {
        Fault(moment, .answer(status: status, headers: headers, body: bytes))
    }

    /// As the request log tells it.
    var name: String {
        switch effect {
        case .close: "\(moment.rawValue) close"
        case .hang: "\(moment.rawValue) hang"
        case .answer: "\(moment.rawValue) answer"
        }
    }
}

/// The armed faults, for each step in the order in which they were armed.
struct FaultBook: Sendable {
    static let limit = 100

    private var armed: [(fault: Fault, step: Step, left: Int)] = []

    mutating func arm(_ fault: Fault, on step: Step, times: Int) throws(Refusal) {
        guard times > 0 else { throw .simulator(400, "times has to be 1 or more") }
        guard armed.count < Self.limit else { throw .simulator(409, "no more than \(Self.limit) faults can be armed") }
        armed.append((fault, step, times))
    }

    mutating func disarmAll() { armed = [] }

    /// The fault that this request runs into, if any; it counts as fired.
    mutating func fire(on step: Step) -> Fault? {
        guard let index = armed.firstIndex(where: { $0.step == step }) else { return nil }
        armed[index].left -= 1
        return armed[index].left == 0 ? armed.remove(at: index).fault : armed[index].fault
    }
}
