import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("An enrollment by a link", .timeLimit(.minutes(1))) struct EnrollingTests {
    @Test("is made by the scan and the number that the user chose") func succeeds() async throws {
        try await withEngine { device in
            async let scanning = device.engine.scan(.sample(), name: "Laptop", paths: .v2)
            let call = await device.server.next()
            #expect(call.request == .scan(Secret("link")) && call.endpoint.sub == "other")
            #expect(call.endpoint.paths == .v2 && call.endpoint.device.clientID == Secret("client"))
            #expect(try await device.store.read { try $0.openScans() }.map(\.state) == [.scanning], "written first")
            call.reply(.answered(.scanned))
            let scan = try await scanning
            #expect(scan.state == .scanned && scan.choices == ["12", "34", "55", "78"])

            async let choosing = device.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(30))
            let number = await device.server.next()
            #expect(number.request == .enroll(Secret("55"), Secret("second")))
            #expect(number.endpoint == call.endpoint)
            #expect(try await device.store.read { try $0.openScans() }.map(\.state) == [.verifying], "written first")
            number.reply(.answered(.last))
            let account = await device.server.next()
            #expect(account.request == .configuredList && account.endpoint == call.endpoint)
            account.reply(
                configured: .listed(
                    ConfiguredAccount(tenantKey: "acme", tenantName: "Acme", account: "bob@example.com")))
            #expect(try await choosing.state == .enrolled)
            let list = await device.server.next()
            #expect(list.request == .pendingList && list.endpoint == call.endpoint)
            list.reply(pending: .listed([]))
            let enrolled = try await device.engine.enrollment(scan.id).enrollment
            #expect(enrolled.name == "Laptop" && enrolled.device == call.endpoint.device)
            #expect(
                enrolled.tenantKey == "acme" && enrolled.tenantName == "Acme" && enrolled.label == "bob@example.com")
            #expect(try await device.store.read { try $0.enrollment(scan.id) } == enrolled)
            #expect(try await device.store.read { try $0.openScans() }.isEmpty)
            // If the number is sent again, the answer is that it is done.
            #expect(try await device.engine.choose(Secret("55"), of: scan.id, timeout: .zero).state == .enrolled)
            #expect(try await device.engine.scan(scan.id).state == .enrolled)
            await device.flush()
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("has one device id for all servers, and a push id for each") func names() async throws {
        try await withEngine { device in
            var devices: [DeviceCredentials] = []
            for (number, server) in ["https://a.example", "https://a.example", "https://b.example"].enumerated() {
                async let scanning = device.engine.scan(
                    .sample("link-\(number)", at: server, sub: "sub-\(number)"), name: nil, paths: .guide)
                let call = await device.server.next()
                devices.append(call.endpoint.device)
                call.reply(.answered(.scanned))
                _ = try await scanning
            }
            #expect(Set(devices.map(\.deviceID)).count == 1)
            #expect(devices[0].pushID == devices[1].pushID && devices[0].pushID != devices[2].pushID)
            let next = try await device.restarted()
            async let scanning = next.engine.scan(.sample("more", sub: "more"), name: nil, paths: .guide)
            let call = await next.server.next()
            #expect(call.endpoint.device.deviceID == devices[0].deviceID)
            call.reply(.answered(.scanned))
            _ = try await scanning
        }
    }

    @Test("sends a link once, and returns the same scan if it is given again") func repeats() async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            #expect(try await device.engine.scan(.sample(), name: nil, paths: .guide) == scan)
            #expect(try await device.restarted().engine.scan(.sample(), name: nil, paths: .guide).id == scan.id)
            #expect(device.server.waiting.isEmpty)
        }
    }

    @Test("is not stored if the scan was not sent") func isNotSent() async throws {
        try await withEngine { device in
            let scanning = Task { try await device.engine.scan(.sample(), name: nil, paths: .guide) }
            await device.server.next().reply(.notSent(.silence))
            await #expect(throws: EngineRefusal.unreachable(.silence, .nothing)) { try await scanning.value }
            let open = try await device.store.read { try $0.openScans() }
            #expect(open.isEmpty)
            #expect(try await device.scanned().state == .scanned)
        }
    }

    @Test("tells, when the link is given again, whether it was taken", arguments: [true, false], [true, false])
    func isInDoubt(restarts: Bool, wasTaken: Bool) async throws {
        try await withEngine { device in
            let scanning = Task { try await device.engine.scan(.sample(), name: nil, paths: .guide) }
            let call = await device.server.next()
            if !restarts {
                call.reply(.outcomeUnknown(.lost))
                await #expect(throws: EngineRefusal.self) { try await scanning.value }
            }
            let next = restarts ? try await device.restarted() : device
            let again = Task { try await next.engine.scan(.sample(), name: nil, paths: .guide) }
            let repeated = await next.server.next()
            #expect(repeated.request == .scan(Secret("link")))
            if wasTaken {
                repeated.reply(.refused(.enrollmentSample))
                await #expect(throws: EngineRefusal.unresolved(.lost(.scan))) { try await again.value }
            } else {
                repeated.reply(.answered(.scanned))
                #expect(try await again.value.state == .scanned)
            }
        }
    }

    @Test("that the server refuses ends, and has no secrets any more") func isRefused() async throws {
        try await withEngine { device in
            let scanning = Task { try await device.engine.scan(.sample(), name: nil, paths: .guide) }
            await device.server.next().reply(.refused(.enrollmentSample))
            await #expect(throws: EngineRefusal.refused(.enrollmentSample)) { try await scanning.value }
            let open = try await device.store.read { try $0.openScans() }
            #expect(open.isEmpty)
            await device.flush()
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("refuses a number that is not among the choices, and sends nothing") func isWrong() async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            await #expect(throws: EngineRefusal.decision(.wrongNumber)) {
                try await device.engine.choose(Secret("99"), of: scan.id, timeout: .zero)
            }
            await #expect(throws: EngineRefusal.noSuchScan) {
                try await device.engine.choose(Secret("55"), of: "nothing-like-it", timeout: .zero)
            }
        }
    }

    @Test("accepts a number again that could not be sent") func triesTheNumberAgain() async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            let choosing = Task { try await device.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(30)) }
            await device.server.next().reply(.notSent(.silence))
            await #expect(throws: EngineRefusal.unreachable(.silence, .nothing)) { try await choosing.value }
            let again = Task { try await device.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(30)) }
            await device.server.next().reply(.refused(.enrollmentSample))
            await #expect(throws: EngineRefusal.refused(.enrollmentSample)) { try await again.value }
        }
    }

    @Test(
        "asks whether a number was taken, and sends it again if not", arguments: [true, false], [true, false])
    func settles(restarts: Bool, wasTaken: Bool) async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            let first = Task { try await device.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(600)) }
            let call = await device.server.next()
            if !restarts { call.reply(.outcomeUnknown(.lost)) }
            let next = restarts ? try await device.restarted() : device
            try await next.advanceUntilAsked()
            let question = await next.server.next()
            #expect(question.request == .pendingList && question.endpoint == call.endpoint)
            question.reply(pending: .unavailable(.silence))
            try await next.advanceUntilAsked()
            let choosing = Task { try await next.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(600)) }
            await next.flush()
            await next.server.next().reply(pending: wasTaken ? .listed([]) : .refused(.enrollmentSample))
            if !wasTaken {
                let number = await next.server.next()
                #expect(number.request == .enroll(Secret("55"), Secret("second")))
                number.reply(.answered(.last))
            }
            await next.server.next().reply(configured: .noSuchList)
            #expect(try await choosing.value.state == .enrolled)
            await next.server.next().reply(pending: .listed([]))
            if !restarts { #expect(try await first.value.state == .enrolled) }
            await next.flush()
        }
    }

    @Test("is reported as done even if that happens during the request") func isSettledMeanwhile() async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            let first = Task { try await device.engine.choose(Secret("55"), of: scan.id, timeout: .zero) }
            let call = await device.server.next()
            _ = try await first.value
            let lock = try device.lockWithoutChangingTheTimeout()
            call.reply(.answered(.last))
            await device.until { $0.commits.isCommitting && $0.commits.waitingCount == 0 }
            // It looks while the number is being sent, and continues when that has ended.
            let again = Task { try await device.engine.choose(Secret("55"), of: scan.id, timeout: .zero) }
            await device.until { $0.commits.waitingCount == 1 }
            try lock.release()
            await device.server.next().reply(configured: .noSuchList)
            #expect(try await again.value.state == .enrolled)
            await device.server.next().reply(pending: .listed([]))
        }
    }

    @Test("is asked about until two minutes after the expiry, and says what to do") func givesUp() async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            let choosing = Task { try await device.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(3_600)) }
            await device.server.next().reply(.outcomeUnknown(.lost))
            while try await device.engine.scan(scan.id).state == .verifying {
                if device.server.waiting.isEmpty { try await device.advanceToAlarm() }
                if !device.server.waiting.isEmpty { await device.server.next().reply(pending: .unavailable(.silence)) }
                await device.flush()
            }
            await #expect(throws: EngineRefusal.unresolved(.lost(.enrollmentNumber))) { try await choosing.value }
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("expires", arguments: [true, false]) func expires(restarts: Bool) async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            let next = restarts ? try await device.restarted() : device
            #expect(try await next.advanceToAlarm() == .seconds(60))
            #expect(try await next.engine.scan(scan.id).state == .expired)
            await #expect(throws: EngineRefusal.decision(.expired)) {
                try await next.engine.choose(Secret("55"), of: scan.id, timeout: .zero)
            }
        }
    }

    @Test("is refused for an enrolled account; a later link replaces one that waits") func conflicts()
        async throws
    {
        try await withEngine { device in
            await #expect(throws: EngineRefusal.enrolledAlready(.sample())) {
                try await device.engine.scan(.sample(sub: "sub"), name: nil, paths: .guide)
            }
            let former = try await device.scanned()
            let later = try await device.scanned(.sample("later"))
            await #expect(throws: EngineRefusal.noSuchScan) { try await device.engine.scan(former.id) }
            let choosing = Task { try await device.engine.choose(Secret("55"), of: later.id, timeout: .seconds(30)) }
            let call = await device.server.next()
            await #expect(throws: EngineRefusal.self) {
                try await device.engine.scan(.sample("third"), name: nil, paths: .guide)
            }
            await #expect(throws: EngineRefusal.self) { try await device.engine.enroll(.sample("e-2", sub: "other")) }
            call.reply(.answered(.last))
            await device.server.next().reply(configured: .noSuchList)
            #expect(try await choosing.value.state == .enrolled)
            await device.server.next().reply(pending: .listed([]))
        }
    }

    @Test("whose server names an account that is enrolled here ends as refused") func namesAnEnrolledAccount()
        async throws
    {
        try await withEngine { device in
            let link = EnrollmentLink(exchangeID: Secret("link"))
            let scanning = Task { try await device.engine.scan(link, name: nil, paths: .guide) }
            let call = await device.server.next()
            #expect(call.endpoint.sub == nil, "the link does not say")
            var answer = StepAnswer.scanned
            answer.sub = "sub"
            call.reply(.answered(answer))
            await #expect(throws: EngineRefusal.self) { try await scanning.value }
            let open = try await device.store.read { try $0.openScans() }
            #expect(open.isEmpty)
        }
    }

    @Test("that the user gives up ends, and its server is told") func isGivenUp() async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            let cancelling = Task { try await device.engine.cancelScan(scan.id) }
            let lost = await device.server.next()
            #expect(lost.request == .cancelEnrollment(Secret("second")))
            lost.reply(change: .outcomeUnknown(.lost))
            await device.server.next().reply(change: .taken)
            try await cancelling.value
            let after = try await device.engine.scan(scan.id)
            #expect(after.state == .cancelled && after.device == nil && after.currentID == nil)
            await #expect(throws: EngineRefusal.decision(.wrongState(.scanEnded))) {
                try await device.engine.cancelScan(scan.id)
            }
            await #expect(throws: EngineRefusal.decision(.wrongState(.scanCancelled))) {
                try await device.engine.choose(Secret("55"), of: scan.id, timeout: .zero)
            }
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("is not given up while its number is under way") func isNotGivenUp() async throws {
        try await withEngine { device in
            let scan = try await device.scanned()
            let choosing = Task { try await device.engine.choose(Secret("55"), of: scan.id, timeout: .seconds(30)) }
            let call = await device.server.next()
            await #expect(throws: EngineRefusal.decision(.wrongState(.numberUnderWay))) {
                try await device.engine.cancelScan(scan.id)
            }
            call.reply(.refused(.enrollmentSample))
            await #expect(throws: EngineRefusal.refused(.enrollmentSample)) { try await choosing.value }
        }
    }

    @Test("is refused if too many wait") func isBounded() async throws {
        try await withEngine { device in
            for number in 0..<16 { _ = try await device.scanned(.sample("link-\(number)", sub: "sub-\(number)")) }
            await #expect(throws: EngineRefusal.tooManyScans) {
                try await device.engine.scan(.sample("one more", sub: "one more"), name: nil, paths: .guide)
            }
        }
    }
}

extension EnrollmentLink {
    static func sample(_ id: String = "link", at server: String = "https://example.com", sub: String = "other") -> Self
    {
        EnrollmentLink(
            exchangeID: Secret(id), baseURL: server, tenantKey: "tenant", sub: sub, clientID: Secret("client"))
    }
}

extension StepAnswer {
    static let scanned = StepAnswer(
        exchangeID: Secret("second"), expiresAt: .start + .seconds(60), choices: ["12", "34", "55", "78"])
}

extension TestEngine {
    /// A link whose scan waits for the number.
    func scanned(_ link: EnrollmentLink = .sample()) async throws -> EnrollmentScan {
        async let scanning = engine.scan(link, name: nil, paths: .guide)
        await server.next().reply(.answered(.scanned))
        return try await scanning
    }
}

extension Engine {
    /// Scans a link at its own server and with its own client id.
    func scan(
        _ link: EnrollmentLink, name: String?, paths: PathPolicy
    ) async throws(EngineRefusal) -> EnrollmentScan {
        let plan = EnrollmentPlan(
            baseURL: link.baseURL ?? "https://example.com", clientID: link.clientID ?? Secret("client"), name: name,
            paths: paths)
        return try await scan(link, plan)
    }
}
