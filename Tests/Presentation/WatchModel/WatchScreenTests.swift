import Foundation
import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import Testing
import TextLayout

@testable import WatchModel

@Suite struct WatchScreenTests {
    private func document(_ id: String, _ state: ExchangeState = .acknowledged, client: String) -> ExchangeDocument {
        var exchange = WatchBench.document(id, state, client: client)
        exchange.account = "bob@example.com"
        exchange.tenantName = "Example"
        exchange.message = "Please confirm"
        exchange.address = AddressDocument()
        exchange.address?.city = "Ulm"
        exchange.address?.countryLong = "Germany"
        exchange.address?.formattedAddress = "Gasse 1, 89073 Ulm"
        exchange.address?.ip = "192.0.2.7"
        exchange.deviceInfo = DeviceInfoDocument()
        exchange.deviceInfo?.browser = SoftwareDocument(name: "Firefox")
        exchange.deviceInfo?.os = SoftwareDocument(name: "Linux")
        return exchange
    }

    private func full(_ id: String, _ state: ExchangeState = .acknowledged, client: String = "Shop") -> SignIn {
        SignIn(document(id, state, client: client))
    }

    private func bench(
        _ open: SignIn..., language: Language = .english, columns: Int = 80, rows: Int = 24
    ) -> WatchBench {
        var bench = WatchBench(language, columns: columns, rows: rows)
        bench.take(.listed(open: open, ended: [WatchBench.signIn("gone", .denied)]))
        bench.pause()
        bench.take(.tick)
        return bench
    }

    private func screen(_ bench: WatchBench) -> [Styled] {
        WatchScreen(model: bench.model) { _ in "12:04:31" }.lines()
    }

    private func lines(_ bench: WatchBench) -> [String] {
        screen(bench).map(\.text)
    }

    /// Without the history.
    private func upper(_ bench: WatchBench) -> [String] {
        Array(lines(bench).prefix { $0 != "latest" && $0 != "zuletzt" })
    }

    @Test("at 80 by 24 it looks like this")
    func usual() {
        #expect(
            upper(bench(full("x"), full("yy", .allowed, client: "Intranet"))) == [
                "smartpush  2 sign-ins are open",
                "",
                "> Shop      Ulm, Germany  waits for your answer  1:40 left",
                "  Intranet  Ulm, Germany  waits for the number   1:40 left",
                "",
                "Someone is signing in to Shop. Is it you?",
                "  from     Ulm, Germany",
                "  device   Firefox on Linux",
                "  account  bob@example.com at Example",
                "  message  Please confirm",
                "  address  Gasse 1, 89073 Ulm",
                "  ip       192.0.2.7",
                "",
                "a allow: it is me, the number comes next",
                "d deny: nobody gets in",
                "",
                "",
                "",
            ])
    }

    @Test("tells sign-ins of different accounts apart, and gives the room to the rest if they are alike")
    func accounts() {
        func signIn(_ id: String, _ account: String) -> SignIn {
            var document = document(id, client: "Payroll of Example")
            document.account = account
            document.tenantName = "Example Company"
            return SignIn(document)
        }
        let bob = "bob.with.a.long.name@example.com"
        let different = lines(bench(signIn("x", bob), signIn("yy", "eve.with.a.long.name@example.com")))
        #expect(different[2].contains("bob.with… Company"), "\(different[2])")
        #expect(different[3].contains("eve.with… Company"), "\(different[3])")
        let alike = lines(bench(signIn("x", bob), signIn("yy", bob)))
        #expect(alike[2] == "> Payroll of Example  Ulm, Germany  waits for your answer  1:40 left")
        #expect(alike.contains("  account  \(bob) at Example Company"))
    }

    @Test("in German it looks like this")
    func german() {
        var bench = bench(full("x", .allowed), language: .german)
        bench.press("5")
        let text = lines(bench)
        #expect(text.first == "smartpush  1 Anmeldung ist offen")
        #expect(text.contains("Jemand meldet sich bei Shop an. Sind Sie das?"))
        #expect(text.contains("  Gerät      Firefox unter Linux"))
        #expect(text.contains("Tippen Sie die Zahl von der Webseite:"))
        #expect(text.contains("  12  55"))
        #expect(text.contains("> 5_      Enter senden   d ablehnen"))
        #expect(text.last == "q beenden")
    }

    @Test(
        "fits any size, and always shows who asks, from where, and what the keys do",
        arguments: [40, 41, 60, 80, 200], [12, 13, 19, 20, 24, 60])
    func fits(columns: Int, rows: Int) {
        let states: [ExchangeState] = [.received, .acknowledged, .allowed]
        for state in states {
            for language in Language.allCases {
                var bench = bench(
                    full("x", state, client: String(repeating: "東京 Name ", count: 9)), full("yy"), full("zzz"),
                    full("four"),
                    full("fiver"), language: language, columns: columns, rows: rows)
                bench.pause()
                bench.take(.tick)
                for isDenying in [false, true] {
                    if isDenying { bench.press("d") }
                    let lines = lines(bench)
                    #expect(lines.count == rows)
                    for line in lines { #expect(DisplayWidth.of(line) <= columns, "\(line)") }
                    let text = lines.joined(separator: "\n")
                    #expect(text.contains("東京 Name"))
                    #expect(text.contains("Ulm, Germany"))
                    #expect(text.contains("Firefox"))
                    #expect(text.contains("q "))
                    if state == .allowed, !bench.model.isDenying { #expect(text.contains("12  55")) }
                    if state != .received {
                        #expect(text.contains(bench.model.isDenying ? "n n" : "d "))
                    }
                }
            }
        }
    }

    @Test("shows keys only when they answer")
    func arming() {
        var bench = WatchBench()
        bench.take(.listed(open: [full("x")], ended: []))
        #expect(lines(bench).contains("a moment…"))
        #expect(!lines(bench).contains { $0.hasPrefix("a allow") })
        bench.pause()
        bench.take(.tick)
        #expect(lines(bench).contains { $0.hasPrefix("a allow") })
    }

    @Test("always has room for the result of a key or a decision", arguments: [12, 13, 19, 20, 21, 24])
    func notice(rows: Int) {
        var bench = bench(full("x", .allowed), full("yy"), full("zzz"), full("four"), full("fiver"), rows: rows)
        bench.press("55⏎")
        bench.take(.decided("x", .failure(.problem(Problem(.unavailable, "the disk is full; make room")))))
        #expect(lines(bench).contains { $0.hasPrefix("the disk is full; make room") })
        bench.press("99⏎")
        #expect(lines(bench).contains { $0.hasPrefix("99 is not one of the numbers") })
    }

    @Test("says so if a sign-in can't be shown completely", arguments: [(39, 24), (80, 11), (10, 3), (1, 1)])
    func tooSmall(columns: Int, rows: Int) {
        let lines = lines(bench(full("x"), columns: columns, rows: rows))
        #expect(lines.count == rows)
        #expect(!lines.joined().contains("Shop"))
        for line in lines { #expect(DisplayWidth.of(line) <= columns) }
    }

    @Test("always shows the selected one of many")
    func many() {
        var bench = WatchBench(rows: 12)
        bench.take(.listed(open: (1...60).map { full(String(repeating: "x", count: $0)) }, ended: []))
        for step in 0..<60 {
            #expect(lines(bench).contains { $0.hasPrefix("> ") }, "\(step)")
            bench.press("↓")
        }
    }

    @Test("shows ended sign-ins and how they ended")
    func history() {
        var bench = bench()
        bench.take(.changed(WatchBench.signIn("gone", .expired, updated: 3)))
        let text = lines(bench).joined(separator: "\n")
        #expect(text.contains("no sign-ins are open"))
        #expect(text.contains("Shop"))
        #expect(text.contains("nobody answered in time"))
    }

    @Test("says that the daemon is gone, and offers only the key q")
    func lost() {
        var bench = bench(full("x"))
        bench.take(.disconnected)
        let text = lines(bench)
        #expect(text.first == "smartpush  smartpushd is gone; waiting for it")
        #expect(!text.contains { $0.hasPrefix("a allow") })
    }

    @Test("a server's text can't control the terminal")
    func harmless() {
        var evil = document("x", client: "Sh\u{1B}[2Jop")
        evil.message = "\u{1B}]0;title\u{7}\nEnter"
        evil.address?.city = "\u{202E}mlU"
        let screen = screen(bench(SignIn(evil))).map { $0.rendered(inColour: false) }
        for line in screen { #expect(line == SafeText.line(line)) }
    }

    @Test("the README shows the real screen")
    func readMe() throws {
        let source = URL(filePath: #filePath)
        let root = source.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        var bench = WatchBench(rows: 22)
        var past = document("before", .denied, client: "Intranet")
        past.endedBy = .user
        bench.take(.listed(open: [full("x"), full("yy", .allowed, client: "Intranet")], ended: [SignIn(past)]))
        bench.pause()
        bench.take(.tick)
        let screen = lines(bench)
        #expect(text.contains(screen.joined(separator: "\n")), "\(screen.joined(separator: "\n"))")
    }
}
