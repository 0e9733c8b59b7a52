import LocalAPIModel
import Messages
import SignInModel
import Testing

@Suite struct SignInModelTests {
    private func exchange(_ state: ExchangeState = .acknowledged) -> ExchangeDocument {
        ExchangeDocument(
            id: "0123456789ab", state: state, enrollment: "e1", sub: "s", tenantKey: "key", verificationType: "PUSH",
            receivedAt: "", updatedAt: "", expiresAt: "2026-11-24T01:05:00.000Z")
    }

    @Test func saysWhoFromWhereAndOnWhat() {
        var exchange = exchange()
        exchange.clientName = "Shop"
        exchange.tenantName = "Example"
        exchange.address = AddressDocument()
        exchange.address?.city = "Ulm"
        exchange.address?.countryLong = "Germany"
        exchange.address?.formattedAddress = "Gasse 1, Ulm"
        exchange.address?.ip = "192.0.2.7"
        exchange.deviceInfo = DeviceInfoDocument()
        exchange.deviceInfo?.browser = SoftwareDocument(name: "Firefox")
        exchange.deviceInfo?.os = SoftwareDocument(name: "Linux")
        let signIn = SignIn(exchange)
        let english = signIn.text(in: .english)
        #expect(
            [signIn.application, english.account, signIn.place, signIn.address, signIn.ip, english.device] == [
                "Shop", "s at Example", "Ulm, Germany", "Gasse 1, Ulm", "192.0.2.7", "Firefox on Linux",
            ])
        let german = signIn.text(in: .german)
        #expect([german.account, german.device] == ["s bei Example", "Firefox unter Linux"])
    }

    @Test func namesTheAccountAsAPersonDoes() {
        var exchange = exchange()
        exchange.sub = "9def1ee6-f10a-4741-836a-4df5c5482c57"
        exchange.tenantName = "Demo Tenant"
        #expect(SignIn(exchange).text(in: .english).account == "9def1ee6… at Demo Tenant")
        exchange.account = "bob@example.com"
        #expect(SignIn(exchange).text(in: .english).account == "bob@example.com at Demo Tenant")
        #expect(SignIn(exchange).text(in: .german).account == "bob@example.com bei Demo Tenant")
        #expect(SignIn(exchange).subject == exchange.sub)
        exchange.tenantName = nil
        exchange.tenantKey = ""
        #expect(SignIn(exchange).text(in: .english).account == "bob@example.com")
    }

    @Test func saysSomethingWhereTheServerSaysNothing() {
        let signIn = SignIn(exchange())
        let text = signIn.text(in: .english)
        #expect(signIn.application == "key")
        #expect([signIn.place, signIn.address, text.device, signIn.message, text.failure] == ["", "", "", "", ""])
    }

    @Test func isHarmlessWhateverTheServerSends() {
        var exchange = exchange(.refused)
        exchange.clientName = "\u{1B}[2JShop"
        exchange.sub = "\u{202E}s"
        exchange.message = "one\ntwo"
        exchange.answeredBy = CallerDocument(pid: 7, exe: "/bin/\u{1B}[2J")
        exchange.deviceInfo = DeviceInfoDocument()
        exchange.deviceInfo?.os = SoftwareDocument(name: "\u{1B}c")
        exchange.operation = OperationDocument(name: "\u{7}", attempt: 1, since: "")
        exchange.failure = FailureDocument(code: "\u{1B}X", detail: "\u{9B}31mno")
        for language in Language.allCases {
            let signIn = SignIn(exchange)
            let text = signIn.text(in: language)
            let all = [
                signIn.application, text.account, signIn.message, signIn.caller?.executable ?? "", text.failure,
                text.standing, text.device,
            ].joined()
            #expect(all == SafeText.line(all))
        }
    }

    @Test(arguments: ExchangeState.allCases)
    func saysHowEveryStateStands(state: ExchangeState) {
        for language in Language.allCases {
            let text = SignIn(exchange(state)).text(in: language)
            #expect(!text.state.isEmpty)
            #expect(!text.standing.isEmpty)
        }
        #expect(SignIn(exchange(state)).text(in: .english).state == state.rawValue)
    }

    @Test func saysWhereItWasAnswered() {
        var exchange = exchange(.denied)
        exchange.endedBy = .remote
        #expect(SignIn(exchange).text(in: .english).standing == "denied elsewhere")
        #expect(SignIn(exchange).text(in: .german).standing == "abgelehnt, an anderer Stelle")
        exchange.endedBy = .user
        #expect(SignIn(exchange).text(in: .english).standing == "denied")
    }

    @Test func hasNoTimeLeftOnceItEnded() {
        let now = 1_795_482_198.0
        #expect(SignIn(exchange(.acknowledged)).text(in: .english).timeLeft(now: now) == "1:42 left")
        #expect(SignIn(exchange(.expired)).text(in: .english).timeLeft(now: now) == "")
    }
}
