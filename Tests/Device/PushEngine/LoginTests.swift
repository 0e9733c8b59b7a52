import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("An enrollment by a login", .timeLimit(.minutes(1))) struct LoginTests {
    private static let plan = EnrollmentPlan(
        baseURL: "https://other.example", clientID: Secret("client"), name: "Laptop", deviceName: "desk")
    private static let begun = StepAnswer(
        exchangeID: Secret("begun"), sub: "user", selectedNumber: Secret("55"))

    @Test("begins, scans and sends the number by itself, always with the same ids") func succeeds() async throws {
        try await withEngine { device in
            async let enrolling = device.engine.login(with: Secret("token"), Self.plan, timeout: .seconds(30))
            let begin = await device.server.next()
            #expect(begin.request == .initiate(Secret("token")) && begin.endpoint.baseURL == "https://other.example")
            #expect(begin.endpoint.deviceName == "desk")
            begin.reply(.answered(Self.begun))
            let scan = await device.server.next()
            #expect(scan.request == .scan(Secret("begun")) && scan.endpoint.device == begin.endpoint.device)
            #expect(scan.endpoint.sub == "user")
            scan.reply(.answered(.scanned))
            let number = await device.server.next()
            #expect(number.request == .enroll(Secret("55"), Secret("second")))
            #expect(number.endpoint.device == begin.endpoint.device)
            number.reply(.answered(.last))
            await device.server.next().reply(configured: .listed(ConfiguredAccount(tenantKey: "acme")))
            let enrolled = try await enrolling.enrollment
            #expect(enrolled.name == "Laptop" && enrolled.tenantKey == "acme" && enrolled.sub == "user")
            #expect(enrolled.deviceName == "desk")
            await device.server.next().reply(pending: .listed([]))
        }
    }

    @Test("is refused with what the server says about the token, and leaves nothing") func isRefused() async throws {
        try await withEngine { device in
            let failure = Failure.refused(
                Refusal(code: "http_401", status: 401, subject: .enrollment, words: "token expired"))
            let enrolling = Task { try await device.engine.login(with: Secret("t"), Self.plan, timeout: .seconds(30)) }
            await device.server.next().reply(.refused(failure))
            await #expect(throws: EngineRefusal.refused(failure)) { try await enrolling.value }
            let open = try await device.store.read { try $0.openScans() }
            #expect(open.isEmpty)
        }
    }

    @Test("says that its number is under way if that takes too long, and goes on") func takesLong() async throws {
        try await withEngine { device in
            let enrolling = Task { try await device.engine.login(with: Secret("t"), Self.plan, timeout: .zero) }
            await device.server.next().reply(.answered(Self.begun))
            await device.server.next().reply(.answered(.scanned))
            await #expect(throws: EngineRefusal.decision(.wrongState(.numberUnderWay))) { try await enrolling.value }
            await device.server.next().reply(.answered(.last))
            await device.server.next().reply(configured: .noSuchList)
            await device.server.next().reply(pending: .listed([]))
            await device.flush()
            #expect(await device.engine.allEnrolled.count == 2)
        }
    }

    @Test("needs the number from the server") func needsTheNumber() async throws {
        try await withEngine { device in
            let enrolling = Task { try await device.engine.login(with: Secret("t"), Self.plan, timeout: .seconds(30)) }
            await device.server.next().reply(.answered(StepAnswer(exchangeID: Secret("begun"))))
            await #expect(throws: EngineRefusal.numberMissing) { try await enrolling.value }
        }
    }
}

@Suite("The paths of a server", .timeLimit(.minutes(1))) struct KnownPathsTests {
    private func automatic(_ device: TestEngine) async throws {
        _ = try await device.engine.changeEnrollment("enrollment-1", paths: .auto)
    }

    @Test("are remembered call by call, also after a restart, until they are set anew") func areRemembered()
        async throws
    {
        try await withEngine { device in
            try await automatic(device)
            let id = try await device.delivers()
            let first = await device.server.next()
            #expect(first.endpoint.paths == .auto && first.endpoint.knownPaths == nil)
            first.reply(.answered(.acknowledged), paths: .v2)
            try await device.hears(id, "acknowledged")
            let other = try await device.delivers(.sample("b"))
            let second = await device.server.next()
            #expect(second.endpoint.knownPaths == .v2)
            second.reply(.answered(.acknowledged), paths: .v2)
            try await device.hears(other, "acknowledged")
            let deciding = Task { try await device.engine.decide(.allow, on: id, by: nil, timeout: .zero) }
            let allow = await device.server.next()
            #expect(allow.endpoint.knownPaths == nil, "another call")
            allow.reply(.answered(.allowed), paths: .guide)
            _ = try await deciding.value
            await device.flush()

            let next = try await device.restarted()
            _ = try await next.delivers(.sample("c"))
            #expect(await next.server.next().endpoint.knownPaths == .v2)
            try await automatic(next)
            _ = try await next.delivers(.sample("d"))
            #expect(await next.server.next().endpoint.knownPaths == nil)
        }
    }
}
