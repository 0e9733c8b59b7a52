import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import Testing
import TextLayout

@testable import smartpush

@Suite struct TableTests {
    private static let now = DisplayTime.seconds("2026-11-24T01:03:18.000Z") ?? 0

    private func signIn(_ id: String, _ state: ExchangeState, client: String, city: String) -> SignIn {
        var exchange = ExchangeDocument(
            id: id, state: state, enrollment: "e1", sub: "s", tenantKey: "t", verificationType: "PUSH",
            clientName: client, receivedAt: "2026-11-24T01:00:00.000Z", updatedAt: "2026-11-24T01:00:01.000Z",
            expiresAt: "2026-11-24T01:05:00.000Z")
        exchange.address = AddressDocument()
        exchange.address?.city = city
        exchange.address?.countryLong = "Germany"
        exchange.deviceInfo = DeviceInfoDocument()
        exchange.deviceInfo?.browser = SoftwareDocument(name: "Firefox")
        exchange.deviceInfo?.os = SoftwareDocument(name: "Linux")
        return SignIn(exchange)
    }

    private var long: SignIn {
        signIn(
            "aaaaaaaabbbbbbbb", .acknowledged, client: String(repeating: "Very long name ", count: 10),
            city: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch")
    }

    private var short: SignIn {
        signIn("ccccccccdddddddd", .denied, client: "Shop", city: "Ulm")
    }

    @Test(arguments: [64, 80, 100, 200])
    func fitsTheTerminal(width: Int) throws {
        let lines = Table.signIns([long, short], now: Self.now, shortened: true, in: .english).fitted(to: width)
        for line in lines { #expect(DisplayWidth.of(line.text) <= width) }
        let row = try #require(lines.dropFirst().first).text
        #expect(row.hasPrefix("aaaaaaaa  "))
        #expect(row.contains("1:42 left"))
        #expect(row.hasSuffix("3 min"))
    }

    @Test func looksLikeThisAtEightyColumns() {
        let lines = Table.signIns([long, short], now: Self.now, shortened: true, in: .english).fitted(to: 80).map(
            \.text)
        #expect(
            lines == [
                "ID        STATE         WHO          WHERE        DEVICE        LEFT       AGE",
                "aaaaaaaa  acknowledged  Very long…   Llanfairpw…  Firefox on…   1:42 left  3 min",
                "cccccccc  denied        Shop         Ulm, Germa…  Firefox on…              3 min",
            ])
    }

    @Test func standsRowByRowWhereItIsNarrow() {
        let lines = Table.signIns([short, short], now: Self.now, shortened: true, in: .german).fitted(to: 40)
        let row = [
            "ID       cccccccc", "ZUSTAND  abgelehnt", "WER      Shop", "WO       Ulm, Germany",
            "GERÄT    Firefox unter Linux", "ALTER    3 min",
        ]
        #expect(lines.map(\.text) == row + [""] + row)
    }

    @Test(arguments: [20, 40, 63])
    func isNeverWiderThanATerminal(width: Int) {
        for line in Table.signIns([long, short], now: Self.now, shortened: true, in: .english).fitted(to: width) {
            #expect(DisplayWidth.of(line.text) <= width)
        }
    }

    @Test func cutsNothingForAProgram() {
        let lines = Table.signIns([short, long], now: Self.now, shortened: false, in: .english).tabSeparated()
        #expect(lines.first == "ccccccccdddddddd\tdenied\tShop\tUlm, Germany\tFirefox on Linux\t\t3 min")
        #expect(lines.last?.hasPrefix("aaaaaaaabbbbbbbb\t") == true)
        #expect(lines.last?.contains("…") == false)
    }

    @Test func keepsACellOnItsPlaceWhateverIsInIt() {
        let evil = signIn("x", .allowed, client: "a\tb\nc\u{1B}[2J", city: "Ulm")
        let lines = Table.signIns([evil], now: Self.now, shortened: false, in: .english).tabSeparated()
        #expect(lines == ["x\tallowed\ta b c\u{FFFD}[2J\tUlm, Germany\tFirefox on Linux\t1:42 left\t3 min"])
    }

    @Test func givesAnEmptyColumnNoRoom() {
        let lines = Table.signIns([short], now: Self.now, shortened: true, in: .english).fitted(to: 80).map(\.text)
        #expect(lines.first?.contains("LEFT") == false)
    }
}
