import PushExchange
import Testing

@Suite("An enrollment link") struct EnrollmentLinkTests {
    private static let whole = EnrollmentLink(
        exchangeID: Secret("exchange"), baseURL: "https://example.com:8443", tenantKey: "tenant", tenantName: "Ten ant",
        sub: "s/1", clientID: Secret("client"))
    private static let id = "9def1ee6-f10a-4741-836a-4df5c5482c57"

    @Test(
        "is read from the fragment or the query of a URL, whose host is the server",
        arguments: [
            "https://example.com:8443/account#tenant_key=tenant&tenant_name=Ten%20ant&sub=s%2F1&client_id=client&exchange_id=exchange",
            "HTTPS://example.com:8443?tenant_key=tenant&tenant_name=Ten%20ant&sub=s/1&client_id=client&exchange_id=exchange",
            "  https://example.com:8443/x?tenant_key=tenant&sub=s/1#tenant_name=Ten%20ant&client_id=client&exchange_id=exchange&z=1\n",
        ])
    func isRead(text: String) throws {
        #expect(try EnrollmentLink(text) == Self.whole)
    }

    @Test("is read from a JSON object, in each spelling") func isReadAsJSON() throws {
        for text in [
            #"{"base_url":"https://example.com:8443","tenant_key":"tenant","tenant_name":"Ten ant","sub":"s/1","#
                + #""client_id":"client","exchange_id":"exchange"}"#,
            #"{"baseurl":"https://example.com:8443","tenant_key":"tenant","tenant_name":"Ten ant","sub":"s/1","#
                + #""authenticator_client_id":"client","exchange_id":{"exchange_id":"exchange","expires_at":"x"},"new":[]}"#,
        ] {
            #expect(try EnrollmentLink(text) == Self.whole)
        }
    }

    @Test("can name another server and a path set") func namesAServer() throws {
        let link = try EnrollmentLink(
            "https://a.example#base_url=https%3A%2F%2Fb.example%2Ftenant&path_set=v2&tenant_key=t&sub=s&client_id=c&exchange_id=e"
        )
        #expect(link.baseURL == "https://b.example/tenant" && link.pathSet == .v2)
    }

    @Test(
        "needs nothing but the id, in a URI of any scheme, in JSON, or alone",
        arguments: [
            "cidaas-auth://enroll?exchange_id=\(id)", "cidaas-auth:?exchangeId=\(id)", "cidaas://\(id)",
            "app:enroll#exchange_id=\(id)", "otpauth://push/x?secret=y&code=\(id)", "x://host/enroll/\(id)",
            "x:\(id)", #"{"exchange_id":"\#(id)"}"#, #"{"exchangeId":{"exchange_id":"\#(id)"}}"#,
            #"{"success":true,"data":{"exchange_id":{"exchange_id":"\#(id)"},"status_id":"z"}}"#, id, " \(id)\n",
        ])
    func needsTheID(text: String) throws {
        #expect(try EnrollmentLink(text) == EnrollmentLink(exchangeID: Secret(Self.id)))
    }

    @Test("of a web page names its server, also with the id as the last part of the path") func namesItsServer() throws
    {
        for text in [
            "https://a.example/x/\(Self.id)", "https://a.example/x?q=\(Self.id)", "https://a.example/#\(Self.id)",
        ] {
            let link = try EnrollmentLink(text)
            #expect(link.exchangeID == Secret(Self.id) && link.baseURL == "https://a.example")
        }
        #expect(try EnrollmentLink("https://a.example/e/a1B2c3D4e5").exchangeID == Secret("a1B2c3D4e5"))
    }

    @Test(
        "without an id, or with several that could be it, is refused without any value",
        arguments: [
            "https://example.com/account", "https://example.com/#tenant_key=t&sub=\(id)", "otpauth://totp/x?secret=y",
            "https://example.com/?a=\(id)&b=8ef1ee69-f10a-4741-836a-4df5c5482c57", #"{"sub":"s"}"#,
            "https://example.com/#exchange_id=" + String(repeating: "x", count: 513),
        ])
    func hasNoID(text: String) {
        #expect(throws: EnrollmentLinkError.missing("exchange_id")) { try EnrollmentLink(text) }
    }

    @Test(
        "is not read from anything else",
        arguments: [
            "", " ", "short", "two words", "https://", "https:///#exchange_id=e", "{", "{}x", "[]",
            "https://user@example.com/#tenant_key=t&sub=s&client_id=c&exchange_id=e",
        ])
    func isNone(text: String) {
        #expect(throws: EnrollmentLinkError.notALink) { try EnrollmentLink(text) }
    }

    @Test("is not read if it is too long") func isTooLong() {
        let text = "https://example.com/#" + String(repeating: "x", count: 16_384)
        #expect(throws: EnrollmentLinkError.tooLong) { try EnrollmentLink(text) }
    }
}
