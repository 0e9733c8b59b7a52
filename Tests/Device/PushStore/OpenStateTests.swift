import TestSupport
import Testing

@testable import PushExchange
@testable import PushStore

/// The state machines define which states are open. Every query by state must agree with them.
@Suite("An open state") struct OpenStateTests {
    @Test(
        "is never pruned, and is counted and found; an ended one is not",
        arguments: Exchange.State.allCases)
    func ofAnExchange(state: Exchange.State) async throws {
        try await withStore { store in
            var exchange = Exchange.new("a")
            exchange.state = state
            try await store.write { [exchange] in _ = try $0.insert(exchange) }
            #expect(try await store.read { try $0.openCount() } == (state.isOpen ? 1 : 0))
            #expect(try await store.read { try $0.openExchanges().count } == (state.isOpen ? 1 : 0))
            let pruned = try await store.write { try $0.prune(keeping: 0, endedSince: .start + .seconds(86_400)) }
            #expect(pruned == (state.isOpen ? 0 : 1))
        }
    }

    @Test("of an enrollment by a link is never pruned either", arguments: EnrollmentScan.State.allCases)
    func ofAScan(state: EnrollmentScan.State) async throws {
        try await withStore { store in
            let link = EnrollmentLink(
                exchangeID: Secret("link"), tenantKey: "t", sub: "s", clientID: Secret("c"))
            let plan = EnrollmentPlan(baseURL: "https://example.com", clientID: Secret("c"))
            let device = DeviceCredentials(clientID: Secret("c"), deviceID: Secret("d"), pushID: Secret("p"))
            var scan = EnrollmentScan(id: "a", of: link, plan, device: device, at: .start)
            scan.state = state
            try await store.write { [scan] in try $0.put(scan) }
            #expect(try await store.read { try $0.openScans().count } == (state.isOpen ? 1 : 0))
            try await store.write { try $0.pruneScans(keeping: 0) }
            #expect(try await store.read { try $0.scan("a") != nil } == state.isOpen)
        }
    }
}
