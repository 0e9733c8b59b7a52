import LocalAPIClient
import LocalAPIModel
import Messages
import Testing

@Suite struct SignInTextTests {
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
        exchange.deviceInfo?.browser = "Firefox"
        exchange.deviceInfo?.os = "Linux"
        let english = SignInText(exchange, in: .english)
        #expect(
            [english.who, english.account, english.place, english.address, english.ip, english.device] == [
                "Shop", "s at Example", "Ulm, Germany", "Gasse 1, Ulm", "192.0.2.7", "Firefox on Linux",
            ])
        let german = SignInText(exchange, in: .german)
        #expect([german.account, german.device] == ["s bei Example", "Firefox unter Linux"])
    }

    @Test func saysSomethingWhereTheServerSaysNothing() {
        let text = SignInText(exchange(), in: .english)
        #expect(text.who == "key")
        #expect([text.place, text.address, text.device, text.message, text.failure] == ["", "", "", "", ""])
    }

    @Test func isHarmlessWhateverTheServerSends() {
        var exchange = exchange(.refused)
        exchange.clientName = "\u{1B}[2JShop"
        exchange.sub = "\u{202E}s"
        exchange.message = "one\ntwo"
        exchange.failure = FailureDocument(code: "\u{1B}X", detail: "\u{9B}31mno")
        for language in Language.allCases {
            let text = SignInText(exchange, in: language)
            let all = [text.who, text.account, text.message, text.failure, text.standing].joined()
            #expect(all == SafeText.line(all))
        }
    }

    @Test(arguments: ExchangeState.allCases)
    func saysHowEveryStateStands(state: ExchangeState) {
        for language in Language.allCases {
            let text = SignInText(exchange(state), in: language)
            #expect(!text.state.isEmpty)
            #expect(!text.standing.isEmpty)
        }
        #expect(SignInText(exchange(state), in: .english).state == state.rawValue)
    }

    @Test func saysWhereItWasAnswered() {
        var exchange = exchange(.denied)
        exchange.endedBy = .remote
        #expect(SignInText(exchange, in: .english).standing == "denied elsewhere")
        #expect(SignInText(exchange, in: .german).standing == "abgelehnt, an anderer Stelle")
        exchange.endedBy = .user
        #expect(SignInText(exchange, in: .english).standing == "denied")
    }
}
