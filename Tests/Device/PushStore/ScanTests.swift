import PushExchange
import PushStore
import Testing

@Suite("A stored scan or deregistration") struct ScanTests {
    private static let link = EnrollmentLink(
        exchangeID: Secret("link"), tenantKey: "t", sub: "s", clientID: Secret("c"))
    private static let plan = EnrollmentPlan(
        baseURL: "https://example.com", clientID: Secret("c"), deviceName: "desk", paths: .v2)

    private static func scan(_ id: String, at seconds: Int = 0) -> EnrollmentScan {
        let device = DeviceCredentials(clientID: Secret("c"), deviceID: Secret("d"), pushID: Secret("p"))
        return EnrollmentScan(id: id, of: link, plan, device: device, at: .start + .seconds(seconds))
    }

    @Test("is read back unchanged, a scan in each of its states") func scans() async throws {
        try await withStore { store in
            var scan = Self.scan("scan-1")
            for event in [
                nil, EnrollmentScan.Event.outcomeUnknown,
                .answered(
                    StepAnswer(exchangeID: Secret("n"), choices: ["55"], sub: "u", account: "a@example.com"),
                    lifetime: .seconds(9)),
            ] {
                if let event { scan.apply(event, at: .start + .seconds(1)) }
                try await store.write { [scan] in try $0.put(scan) }
                #expect(try await store.read { try $0.scan("scan-1") } == scan)
                #expect(try await store.read { try $0.scan(of: Self.link, at: Self.plan.baseURL) } == scan)
            }
            #expect(try scan.choose(Secret("55"), at: .start))
            try await store.write { [scan] in try $0.put(scan) }
            #expect(try await store.read { try $0.openScans() } == [scan])
            scan.apply(.deadlinePassed, at: .start + .seconds(2))
            try await store.write { [scan] in try $0.put(scan) }
            #expect(try await store.read { try $0.scan("scan-1") } == scan)
            #expect(
                try await store.read { try $0.scan(of: Self.link, at: Self.plan.baseURL) } == nil,
                "its secrets are gone")
        }
    }

    @Test("is removed if it has ended and newer ones exist") func isPruned() async throws {
        try await withStore { store in
            for number in 0..<4 {
                var scan = Self.scan("scan-\(number)")
                if number != 0 { scan.apply(.deadlinePassed, at: .start + .seconds(number)) }
                try await store.write { [scan] in try $0.put(scan) }
            }
            try await store.write { try $0.pruneScans(keeping: 1) }
            let ids = try await store.read { try $0.scanIDs(beginningWith: "scan-") }
            #expect(ids == ["scan-0", "scan-3"])
        }
    }

    @Test("is there for each push id that may be in force, until it is too old or one of too many")
    func deregistrations() async throws {
        try await withStore { store in
            var enrollment = Enrollment.sample()
            enrollment.nextPushID = Secret("next")
            try await store.write { [enrollment] in try $0.insertDeregistrations(of: enrollment, at: .start) }
            let kept = try await store.read { try $0.deregistrations() }
            #expect(kept.map(\.device.pushID) == [enrollment.device.pushID, Secret("next")])
            #expect(kept.first?.paths == enrollment.paths && kept.first?.givenUpAt == .start)
            for id in ["b", "c"] {
                try await store.write { try $0.insertDeregistrations(of: .sample(id), at: .start + .seconds(9)) }
            }
            #expect(
                try await store.write { try $0.pruneDeregistrations(keeping: 10, givenUpSince: .start + .seconds(1)) }
                    == 2)
            #expect(try await store.write { try $0.pruneDeregistrations(keeping: 1, givenUpSince: .start) } == 1)
            #expect(try await store.read { try $0.deregistrations() }.map(\.enrollment) == ["c"])
        }
    }
}
