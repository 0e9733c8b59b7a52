import FoundationEssentials
import HTTPTypes
import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

/// Uses the whole server as a value, without sockets, so that many requests are fast.
@Suite("The server's memory", .serialized)
struct BoundsTests {
    private let clock = TestClock()

    @Test("of devices is limited, and one more is refused")
    func registered() throws {
        var state = SimulatorState(SimulatorConfiguration())
        for _ in 1..<VerificationStore.deviceLimit { _ = try state.register(DeviceRequest()) }
        #expect(throws: Refusal.self) { try state.register(DeviceRequest()) }
        #expect(state.store.devices.count == VerificationStore.deviceLimit)
    }

    @Test("of faults is limited, and one more is refused")
    func faults() throws {
        var state = SimulatorState(SimulatorConfiguration())
        for _ in 0..<FaultQueue.limit { try state.faults.arm(ArmedFault(.closeBefore, on: .allow)) }
        #expect(throws: Refusal.self) { try state.faults.arm(ArmedFault(.closeBefore, on: .allow)) }
    }

    @Test("of a long request is cut off")
    func log() {
        var state = SimulatorState(SimulatorConfiguration())
        let long = String(repeating: "x", count: 4_000)
        let call = ServerRequest(method: .post, path: "/\(long)", body: Array("{\"exchange_id\":\"\(long)\"}".utf8))
        _ = state.outcome(of: call, route: .failure(.unknownPath))
        #expect(state.log.entries.map(\.path.count) == [512])
        #expect(state.log.entries.map(\.exchangeID?.count) == [64])
    }

    @Test("is counted correctly after values are added, changed and removed")
    func bounded() {
        var kept = BoundedStore<Int>(limit: 2)
        kept.insert(1, for: "a") { _ in false }
        kept.insert(2, for: "b") { _ in false }
        kept.remove("a")
        kept.remove("a")
        kept.replace(9, for: "a")
        #expect(kept.oldestFirst == [2])
        kept.insert(3, for: "c") { _ in false }
        kept.replace(4, for: "c")
        #expect(kept.insert(5, for: "d") { $0 == 4 } == 4)
        #expect(kept.insert(6, for: "e") { _ in false } == 2)
        #expect(kept.oldestFirst == [5, 6])
        #expect(kept.count == 2)
    }
}
