import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import Testing
import TextLayout

@testable import smartpush

@Suite struct TableTests {
    private static let now = DisplayTime.seconds("2026-11-24T01:03:18.000Z") ?? 0

    private static func document(_ id: String, _ state: ExchangeState, client: String = "Shop") -> ExchangeDocument {
        ExchangeDocument(
            id: id, state: state, enrollment: "e1", sub: "s", tenantKey: "t", verificationType: "PUSH",
            clientName: client, receivedAt: "2026-11-24T01:00:00.000Z", updatedAt: "2026-11-24T01:00:01.000Z",
            expiresAt: "2026-11-24T01:05:00.000Z")
    }

    private func signIn(_ id: String, _ state: ExchangeState, client: String, city: String) -> SignIn {
        var exchange = Self.document(id, state, client: client)
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
            "GERÄT    Firefox unter Linux", "ALTER    3 min", "KONTO    s bei t",
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
        #expect(lines.first == "ccccccccdddddddd\tdenied\tShop\tUlm, Germany\tFirefox on Linux\t\t3 min\ts at t")
        #expect(lines.last?.hasPrefix("aaaaaaaabbbbbbbb\t") == true)
        #expect(lines.last?.contains("…") == false)
    }

    @Test func keepsACellOnItsPlaceWhateverIsInIt() {
        let evil = signIn("x", .allowed, client: "a\tb\nc\u{1B}[2J", city: "Ulm")
        let lines = Table.signIns([evil], now: Self.now, shortened: false, in: .english).tabSeparated()
        #expect(lines == ["x\tallowed\ta b c\u{FFFD}[2J\tUlm, Germany\tFirefox on Linux\t1:42 left\t3 min\ts at t"])
    }

    @Test func namesTheAccountWhereRowsDifferInIt() {
        var (ours, theirs) = (Self.document("aaaaaaaabbbbbbbb", .acknowledged), Self.document("cccc", .acknowledged))
        ours.account = "bob@example.com"
        theirs.account = "eve@example.com"
        let now = Self.now
        func lines(_ exchanges: ExchangeDocument..., width: Int = 80) -> [String] {
            Table.signIns(exchanges.map(SignIn.init), now: now, shortened: true, in: .english).fitted(to: width).map(
                \.text)
        }
        let different = lines(ours, theirs)
        #expect(different.count == 3)
        #expect(different.first?.contains("ACCOUNT") == true)
        #expect(different[1].contains("bob@ex") && different[2].contains("eve@ex"), "\(different)")
        #expect(lines(ours, ours, width: 64).first?.contains("ACCOUNT") == false)
    }

    @Test func givesAnEmptyColumnNoRoom() {
        let lines = Table.signIns([short], now: Self.now, shortened: true, in: .english).fitted(to: 80).map(\.text)
        #expect(lines.first?.contains("LEFT") == false)
    }
}

@Suite struct EnrollmentTableTests {
    private static let now = DisplayTime.seconds("2026-11-24T01:03:00.000Z") ?? 0

    private func enrollment(_ id: String, _ account: String?, _ state: ServerState) -> EnrollmentDocument {
        EnrollmentDocument(
            id: id, name: nil, baseURL: "https://demo-company.cidaas.example", tenantKey: "demo",
            tenantName: "Demo Tenant", sub: "9def1ee6-f10a-4741-836a-4df5c5482c57", pathSet: .auto, createdAt: "",
            server: ServerHealthDocument(
                reachable: nil, lastContactAt: nil, error: nil, state: state, since: "2026-11-24T01:00:00.000Z"),
            account: account)
    }

    private var all: [EnrollmentDocument] {
        [
            enrollment("82d7a1e6aaaa", "bob@example.com", .ok), enrollment("7c9671fcbbbb", "eve@example.com", .refused),
            enrollment("17754ee9cccc", nil, .unreachable), enrollment("4c0e82b9dddd", "new@example.com", .unknown),
        ]
    }

    @Test func beginsWithTheAccountAndFitsEightyColumns() {
        let lines = Table.enrollments(all, now: Self.now, in: .english).fitted(to: 80).map(\.text)
        #expect(lines.first?.hasPrefix("ACCOUNT ") == true)
        #expect(lines.first?.hasSuffix("  ID") == true)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 }, "\(lines)")
        for (line, words) in zip(
            lines.dropFirst(), [" ok ", " refused ", " unreachable for 3 min ", " not asked yet "])
        {
            #expect(line.contains(words), "\(line)")
        }
        #expect(lines.dropFirst().first?.hasSuffix("82d7a1e6") == true)
    }

    @Test func standsRowByRowWhereItIsNarrow() {
        let lines = Table.enrollments(Array(all.prefix(1)), now: Self.now, in: .german).fitted(to: 40).map(\.text)
        #expect(
            lines == [
                "KONTO   bob@example.com bei Demo Tenant", "STATUS  ok",
                "SERVER  https://demo-company.cidaas.exam", "        ple", "ID      82d7a1e6",
            ])
    }

    @Test func keepsItsColumnsForPrograms() {
        let lines = Table.enrollmentsForPrograms(all, now: Self.now).tabSeparated()
        let server = "https://demo-company.cidaas.example"
        #expect(lines.first == "82d7a1e6aaaa\t\tDemo Tenant\tbob@example.com\t\(server)\tok")
        #expect(lines[2].contains("\t9def1ee6-f10a-4741-836a-4df5c5482c57\t"))
    }
}
