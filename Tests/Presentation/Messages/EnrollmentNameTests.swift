import LocalAPIModel
import Messages
import Testing

@Suite struct EnrollmentNameTests {
    private func enrollment(
        _ account: String?, name: String? = nil, sub: String = "9def1ee6-f10a-4741-836a-4df5c5482c57"
    )
        -> EnrollmentDocument
    {
        EnrollmentDocument(
            id: "82d7a1e6-1111", name: name, baseURL: "https://demo.example", tenantKey: "demo",
            tenantName: "Demo Tenant", sub: sub, pathSet: .auto, createdAt: "",
            server: ServerHealthDocument(reachable: true, lastContactAt: nil, error: nil), account: account)
    }

    @Test("is the account and its tenant, in every language")
    func account() {
        let name = EnrollmentName(enrollment("bob@example.com"))
        #expect(name.words(in: .english) == "bob@example.com at Demo Tenant")
        #expect(name.words(in: .german) == "bob@example.com bei Demo Tenant")
    }

    @Test("has the user's own name for it only if that says more")
    func ownName() {
        let both = EnrollmentName(enrollment("bob@example.com", name: "Work laptop"))
        #expect(both.words(in: .english) == "bob@example.com at Demo Tenant (Work laptop)")
        let same = EnrollmentName(enrollment("Work laptop", name: "Work laptop"))
        #expect(same.words(in: .english) == "Work laptop at Demo Tenant")
        let only = EnrollmentName(enrollment(nil, name: "Work laptop"))
        #expect(only.words(in: .english) == "Work laptop at Demo Tenant")
    }

    @Test("is the start of the user's id if nothing else is known")
    func unknown() {
        #expect(EnrollmentName(enrollment(nil)).words(in: .english) == "9def1ee6… at Demo Tenant")
        #expect(EnrollmentName(enrollment(nil, sub: "bob")).words(in: .english) == "bob at Demo Tenant")
        #expect(EnrollmentName(id: "82d7a1e6-1111").words(in: .english) == "82d7a1e6")
    }

    @Test("is harmless whatever the server says")
    func harmless() {
        let name = EnrollmentName(enrollment("bob\u{1B}[2J", name: "\u{202E}x"))
        let words = name.words(in: .english)
        #expect(words == SafeText.line(words))
    }
}

@Suite struct DeliveryTests {
    private static let now = DisplayTime.seconds("2026-11-24T01:03:00.000Z") ?? 0

    private func words(_ interval: Double?, lastPush: String? = nil) -> (english: String, german: String) {
        let delivery = Delivery(DeliveryDocument(lastPushAt: lastPush, interval: interval), now: Self.now)
        let message = Message.status(.delivery(delivery))
        return (message.english, message.german)
    }

    @Test("says how often a server is asked, and when a push last came")
    func ways() {
        let both = words(5, lastPush: "2026-11-24T01:00:00.000Z")
        #expect(both.english == "asked every 5 s; last push through the inbox 3 min ago")
        #expect(both.german == "alle 5 s gefragt; letzter Push durch die Inbox vor 3 min")
        #expect(words(5).english == "asked every 5 s")
        #expect(words(600).english == "asked every 10 min (locked or idle)")
    }

    @Test("explains a long interval by an idle user only if no push has come lately")
    func idle() {
        #expect(words(60).english == "asked every 60 s (locked or idle)")
        #expect(words(60, lastPush: "2026-11-20T01:00:00.000Z").english.contains("(locked or idle)"))
        #expect(!words(60, lastPush: "2026-11-24T01:00:00.000Z").english.contains("idle"))
    }

    @Test("says that polling is off, and whether the inbox is enough")
    func off() {
        let off = "not asked: polling is off (poll_seconds 0)"
        #expect(words(nil).english == off + "; no push has come through the inbox")
        #expect(
            words(nil, lastPush: "2026-11-24T01:00:00.000Z").english == off + "; last push through the inbox 3 min ago")
        #expect(!Delivery(DeliveryDocument(), now: 0).isKnownToWork)
        #expect(Delivery(DeliveryDocument(interval: 5), now: 0).isKnownToWork)
    }
}
