import PushExchange
import Testing

@Suite("A scan") struct EnrollmentScanTests {
    private static let now = Timestamp(milliseconds: 1_704_919_551_781)
    private static let answer = StepAnswer(exchangeID: Secret("next"), choices: ["12", "34", "55", "78"])
    private static let failure = Failure.refused(Refusal(code: "VER_0032", status: 400, subject: .enrollment))
    private static let answered = EnrollmentScan.Event.answered(answer, lifetime: .seconds(60))

    private static func scan(_ events: EnrollmentScan.Event..., number: String? = nil) throws -> EnrollmentScan {
        let link = EnrollmentLink(
            exchangeID: Secret("link"), baseURL: "https://example.com", tenantKey: "t", sub: "s", clientID: Secret("c"))
        let plan = EnrollmentPlan(baseURL: "https://example.com", clientID: Secret("c"))
        let device = DeviceCredentials(clientID: Secret("c"), deviceID: Secret("d"), pushID: Secret("p"))
        var scan = EnrollmentScan(id: "scan", of: link, plan, device: device, at: now)
        for event in events { scan.apply(event, at: now) }
        if let number { #expect(try scan.choose(Secret(number), at: now)) }
        return scan
    }

    @Test("that is answered has the numbers and the next id, with the server's expiry") func isScanned() throws {
        let scan = try Self.scan(Self.answered)
        #expect(scan.state == .scanned && scan.currentID == Secret("next") && scan.choices?.count == 4)
        #expect(scan.expiresAt == Self.now + .seconds(60))
        let long = try Self.scan(.answered(Self.answer, lifetime: .seconds(86_400)))
        #expect(long.expiresAt == Self.now + EnrollmentScan.longestLifetime)
    }

    @Test("ends with a refusal; if it is in doubt, the refusal shows that it was taken before") func isRefused()
        throws
    {
        #expect(try Self.scan(.refused(Self.failure)).state == .refused)
        for doubt in [EnrollmentScan.Event.outcomeUnknown, .resumed] {
            let scan = try Self.scan(doubt, .refused(Self.failure))
            #expect(scan.state == .unresolved && scan.failure?.code == "scan_lost")
            #expect(try Self.scan(doubt, Self.answered).state == .scanned)
        }
        #expect(try Self.scan(.answered(StepAnswer(exchangeID: nil), lifetime: .zero)).state == .unresolved)
    }

    @Test("accepts one of the numbers, once") func takesANumber() throws {
        var scan = try Self.scan(Self.answered)
        #expect(throws: DecisionError.wrongNumber) { try scan.choose(Secret("99"), at: Self.now) }
        #expect(throws: DecisionError.expired) { try scan.choose(Secret("55"), at: Self.now + .seconds(60)) }
        #expect(scan.state == .scanned)
        #expect(try scan.choose(Secret("55"), at: Self.now))
        #expect(scan.state == .verifying)
        #expect(try !scan.choose(Secret("55"), at: Self.now), "it is under way")
        #expect(throws: DecisionError.self) { try scan.choose(Secret("12"), at: Self.now) }
        var early = try Self.scan()
        #expect(throws: DecisionError.self) { try early.choose(Secret("55"), at: Self.now) }
    }

    @Test("accepts any number if the server gave none") func takesAnyNumber() throws {
        var scan = try Self.scan(.answered(StepAnswer(exchangeID: Secret("next")), lifetime: .seconds(9)))
        #expect(try scan.choose(Secret("7"), at: Self.now))
    }

    @Test("ends with the server's answer to the number")
    func ends() throws {
        for (event, state) in [
            (Self.answered, EnrollmentScan.State.enrolled), (.refused(Self.failure), .refused), (.notSent, .scanned),
            (.deadlinePassed, .unresolved), (.outcomeUnknown, .verifying), (.resumed, .verifying),
        ] {
            var scan = try Self.scan(Self.answered, number: "55")
            scan.apply(event, at: Self.now)
            #expect(scan.state == state)
        }
    }

    @Test("in doubt is enrolled if the server knows the device, and sends the number again if not")
    func isSettled() throws {
        for doubt in [EnrollmentScan.Event.outcomeUnknown, .resumed] {
            var scan = try Self.scan(Self.answered, number: "55")
            scan.apply(doubt, at: Self.now)
            #expect(scan.isInDoubt)
            var other = scan
            scan.apply(.deviceLearnt(isKnown: true), at: Self.now)
            #expect(scan.state == .enrolled)
            other.apply(.deviceLearnt(isKnown: false), at: Self.now)
            #expect(other.state == .verifying && !other.isInDoubt && other.number == Secret("55"))
        }
    }

    @Test("that has ended has no secrets, and ignores all events") func forgets() throws {
        for event in [EnrollmentScan.Event.refused(Self.failure), .deadlinePassed] {
            var scan = try Self.scan(event)
            #expect(scan.device == nil && scan.linkID == nil && scan.currentID == nil && scan.number == nil)
            let ended = scan
            for event in [Self.answered, .refused(Self.failure), .resumed, .notSent, .deadlinePassed] {
                scan.apply(event, at: Self.now + .seconds(1))
            }
            #expect(scan == ended)
        }
    }
}
