import PushExchange
import Testing

@Suite("An enrollment link") struct EnrollmentLinkTests {
    private static let whole = EnrollmentLink(
        baseURL: "https://example.com:8443", tenantKey: "tenant", tenantName: "Ten ant", sub: "s/1",
        clientID: Secret("client"), exchangeID: Secret("exchange"))

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
        "with a missing value is refused with the key and without any value",
        arguments: ["tenant_key", "sub", "client_id", "exchange_id"])
    func isNotWhole(key: String) {
        let values = ["tenant_key", "sub", "client_id", "exchange_id"].filter { $0 != key }.map { "\($0)=secret" }
        let text = "https://example.com/#" + values.joined(separator: "&")
        #expect(throws: EnrollmentLinkError.missing(key)) { try EnrollmentLink(text) }
        #expect(throws: EnrollmentLinkError.missing(key)) { try EnrollmentLink(text + "&\(key)=") }
        let long = text + "&\(key)=" + String(repeating: "x", count: 513)
        #expect(throws: EnrollmentLinkError.missing(key)) { try EnrollmentLink(long) }
        #expect(!"\(EnrollmentLinkError.missing(key))".contains("secret"))
    }

    @Test(
        "is not read from anything else",
        arguments: [
            "", " ", "exchange", "ftp://example.com/#exchange_id=e", "https://", "https:///#exchange_id=e", "{", "{}x",
            "[]",
            "https://user@example.com/#tenant_key=t&sub=s&client_id=c&exchange_id=e", "otpauth://totp/x?secret=y",
        ])
    func isNone(text: String) {
        #expect(throws: EnrollmentLinkError.notALink) { try EnrollmentLink(text) }
    }

    @Test("is not read if it is too long") func isTooLong() {
        let text = "https://example.com/#" + String(repeating: "x", count: 16_384)
        #expect(throws: EnrollmentLinkError.tooLong) { try EnrollmentLink(text) }
    }
}
