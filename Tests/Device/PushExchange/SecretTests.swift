import Testing

@testable import PushExchange

@Suite("A secret") struct SecretTests {
    private static let secret = Secret("hunter2")

    @Test("gives its value only if it is asked for by name") func reveals() {
        #expect(Self.secret.reveal() == "hunter2")
    }

    @Test("is not printed by anything that prints values") func printsNothing() {
        var dumped = ""
        dump(Self.secret, to: &dumped)
        let texts = [
            Self.secret.description, Self.secret.debugDescription, "\(Self.secret)", String(describing: Self.secret),
            String(reflecting: Self.secret), "\([Self.secret])", "\(["key": Self.secret])",
            "\(Optional(Self.secret) as Any)", dumped,
        ]
        for text in texts { #expect(!text.contains("hunter2") && text.contains("***"), "\(text)") }
        #expect(Mirror(reflecting: Self.secret).children.isEmpty)
    }

    @Test("is not printed as part of another value") func staysInsideOthers() {
        var exchange = Exchange.sample(.allowed)
        exchange.decision = .verify(passcode: Self.secret)
        exchange.operation = Exchange.Operation(step: .verify(passcode: Self.secret), since: At.start.wall)
        let device = DeviceCredentials(clientID: Self.secret, deviceID: Self.secret, pushID: Self.secret)
        var push = PushPayload.sample
        push.exchangeID = Self.secret
        push.statusID = Self.secret
        let answer = StepAnswer(exchangeID: Self.secret, statusID: Self.secret)
        let holders: [any Sendable] = [
            exchange, device, push, answer, Effect.send(.verify(passcode: Self.secret), attempt: 1),
            Event.answered(answer),
        ]
        for holder in holders {
            var dumped = ""
            dump(holder, to: &dumped)
            let texts = ["\(holder)", String(reflecting: holder), dumped]
            #expect(texts.allSatisfy { !$0.contains("hunter2") && $0.contains("***") }, "\(texts)")
        }
    }

    @Test("is compared by its value") func compares() {
        #expect(Self.secret == Secret("hunter2") && Self.secret != Secret("hunter3"))
        #expect(Set([Self.secret, Secret("hunter2")]).count == 1)
    }
}
