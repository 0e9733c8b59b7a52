import FoundationEssentials
import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("One sign-in")
struct SignInTests {
    private static let steps: [Step] = [.acknowledge, .allow, .deny, .cancel, .verify]
    private static let now = Date(timeIntervalSince1970: 1_000)
    private static let next = Exchange(id: "next", expiresAt: now + 60)
    /// The possible steps. Every other pair is refused as the wrong stage.
    private static let exits: [Stage: [Step: Stage]] = [
        .initiated: [.acknowledge: .pushAcknowledged, .cancel: .cancelled],
        .pushAcknowledged: [.allow: .allowed, .deny: .denied, .cancel: .cancelled],
        .allowed: [.verify: .authenticated, .deny: .denied, .cancel: .cancelled],
    ]

    @Test("takes the steps of its stage and refuses all others", arguments: Stage.allCases, steps)
    func stages(stage: Stage, step: Step) throws {
        var signIn = try Self.signIn(at: stage)
        let before = signIn
        guard let following = Self.exits[stage]?[step] else {
            let refusal = #expect(throws: Refusal.self) {
                try signIn.take(step, id: before.exchange.id, passcode: "22", next: Self.next, at: Self.now)
            }
            #expect(refusal?.code == "VER_0032")
            #expect(signIn == before)
            return
        }
        try signIn.take(step, id: before.exchange.id, passcode: "22", next: Self.next, at: Self.now)
        #expect(signIn.stage == following)
        #expect(signIn.exchange == Self.next)
    }

    @Test("refuses an id that was spent", arguments: [Stage.pushAcknowledged, .allowed, .authenticated])
    func spent(stage: Stage) throws {
        var signIn = try Self.signIn(at: stage)
        for step in Self.steps {
            let refusal = #expect(throws: Refusal.self) {
                try signIn.take(step, id: signIn.initiation.id, passcode: "22", next: Self.next, at: Self.now)
            }
            #expect(refusal?.code == "VER_0032")
        }
    }

    @Test("refuses an id from the moment it expires", arguments: steps)
    func expired(step: Step) throws {
        let stages: [Step: Stage] = [.acknowledge: .initiated, .allow: .pushAcknowledged]
        var signIn = try Self.signIn(at: stages[step] ?? .allowed)
        let before = signIn
        #expect(throws: Refusal.exchangeExpired) {
            try signIn.take(
                step, id: before.exchange.id, passcode: "22", next: Self.next, at: before.exchange.expiresAt)
        }
        #expect(signIn == before)
        try signIn.take(
            step, id: before.exchange.id, passcode: "22", next: Self.next,
            at: before.exchange.expiresAt.addingTimeInterval(-0.001))
    }

    @Test("accepts a number after a missing one, but not after a wrong one")
    func numbers() throws {
        var signIn = try Self.signIn(at: .allowed)
        let id = signIn.exchange.id
        #expect(throws: Refusal.passcodeMissing) {
            try signIn.take(.verify, id: id, passcode: nil, next: Self.next, at: Self.now)
        }
        #expect(throws: Refusal.passcodeWrong) {
            try signIn.take(.verify, id: id, passcode: "11", next: Self.next, at: Self.now)
        }
        #expect(signIn.stage == .allowed)
        for step in Self.steps {
            let refusal = #expect(throws: Refusal.self) {
                try signIn.take(step, id: id, passcode: "22", next: Self.next, at: Self.now)
            }
            #expect(refusal?.code == "VER_0032")
        }
    }

    @Test("is cancelled by the web at every open stage and no other", arguments: Stage.allCases)
    func webCancel(stage: Stage) throws {
        var signIn = try Self.signIn(at: stage)
        if Self.exits[stage] != nil {
            try signIn.cancelFromWeb(next: Self.next, at: Self.now)
            #expect(signIn.stage == .cancelled)
        } else {
            #expect(throws: Refusal.self) { try signIn.cancelFromWeb(next: Self.next, at: Self.now) }
            #expect(signIn.stage == stage)
        }
    }

    @Test("finishes once, and only after AUTHENTICATED", arguments: Stage.allCases)
    func finish(stage: Stage) throws {
        var signIn = try Self.signIn(at: stage)
        guard stage == .authenticated else {
            #expect(throws: Refusal.self) { try signIn.finish(requestID: "r", sub: "sub", at: Self.now) }
            return
        }
        #expect(throws: Refusal.self) { try signIn.finish(requestID: "r", sub: "other", at: Self.now) }
        #expect(throws: Refusal.self) { try signIn.finish(requestID: "other", sub: "sub", at: Self.now) }
        try signIn.finish(requestID: "r", sub: "sub", at: Self.now)
        #expect(throws: Refusal.self) { try signIn.finish(requestID: "r", sub: "sub", at: Self.now) }
    }

    private static func signIn(at stage: Stage) throws -> SignIn {
        let ids = DeviceIDs(deviceID: "d", clientID: "c", pushID: "p")
        var signIn = SignIn(
            statusID: "status", requestID: "r",
            device: Device(mediumID: "m", sub: "sub", keyName: "desktop", inbox: nil, configuredAt: now, ids: ids),
            numbers: Numbers(choices: ["11", "22", "33", "44"], selected: "22"),
            browser: RequestingBrowser(userAgent: nil, address: nil), startedAt: now,
            initiation: Exchange(id: "0", expiresAt: now + 60))
        let ways: [Stage: [Step]] = [
            .pushAcknowledged: [.acknowledge], .allowed: [.acknowledge, .allow],
            .authenticated: [.acknowledge, .allow, .verify], .denied: [.acknowledge, .deny], .cancelled: [.cancel],
        ]
        for (index, step) in (ways[stage] ?? []).enumerated() {
            try signIn.take(
                step, id: "\(index)", passcode: "22", next: Exchange(id: "\(index + 1)", expiresAt: now + 60), at: now)
        }
        try #require(signIn.stage == stage)
        return signIn
    }
}
