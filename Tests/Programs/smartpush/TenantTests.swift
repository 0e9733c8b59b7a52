import FoundationEssentials
import Messages
import Testing
import TextLayout

@testable import smartpush

@Suite("The report about a tenant") struct TenantTests {
    @Test("asks for every call of a device once in each generation of paths") func calls() {
        #expect(TenantCall.all.count == 17)
        #expect(Set(TenantCall.all.map(\.name)).count == 17)
        let routes = TenantCall.all.flatMap { [$0.guide, $0.v2] }.map { "\($0.method) \($0.path)" }
        #expect(Set(routes).count == 34)
        #expect(TenantCall.all.allSatisfy { $0.v2.path.hasPrefix("/verification-srv/v2/") })
    }

    @Test(
        "knows by the answer whether a path is served",
        arguments: [
            (400, "{}", true, nil), (401, "", true, nil),
            (417, #"{"success": false, "code": "VER_0004"}"#, true, "VER_0004"),
            (200, "", true, nil), (204, "", true, nil), (404, "<html>", false, nil), (405, "{}", false, nil),
            (410, "", false, nil), (501, #"{"message": "no Route matched"}"#, false, nil),
            (404, #"{"success": false, "status": 404, "error": {"code": "VER_0030"}}"#, true, "VER_0030"),
            (404, #"{"error": {"code": 1074}}"#, true, "1074"), (404, #"{"error": "Not Found"}"#, false, nil),
            (404, #"{"error": {"code": 404}}"#, false, "404"),
            (502, "<html>", nil, nil), (302, "", nil, nil), (429, "", nil, nil),
            (500, #"{"success": false, "code": "no code at all"}"#, true, nil),
        ] as [(Int, String, Bool?, String?)])
    func answers(status: Int, body: String, isServed: Bool?, code: String?) {
        var answer = TenantReport.Answer(method: "POST", path: "/")
        answer.read(status: status, body: Array(body.utf8))
        #expect(answer.isServed == isServed && answer.code == code && answer.status == status)
    }

    @Test("shows people the server, then a table of its paths") func lines() {
        var report = TenantReport(smartpush: "1", checkedAt: "now", server: "https://tenant.example.com")
        report.proxy = .init(host: "proxy", port: 3128, source: "HTTPS_PROXY")
        report.tls = .init(
            version: "TLS 1.3", certificateEndsAt: "2027-01-02T03:04:05.000Z", issuer: "Example CA", isTrusted: false)
        report.clockAhead = -90
        report.login = .init(
            status: 200, issuer: "https://tenant.example.com", hasPKCE: true,
            scopes: ["openid": true, "cidaas:verification_write": false])
        var there = TenantReport.Answer(method: "POST", path: "/a")
        there.read(status: 417, body: Array(#"{"success": false, "code": "VER_0004"}"#.utf8))
        var missing = TenantReport.Answer(method: "POST", path: "/b")
        missing.read(status: 404, body: [])
        report.calls = [.init(name: "allow", guide: there, v2: missing)]
        let text = report.lines(fitting: 200, in: .english).map(\.text).joined(separator: "\n")
        for words in [
            "https://tenant.example.com", "proxy:3128, from HTTPS_PROXY", "TLS 1.3; certificate from Example CA until",
            "not trusted", "90 s behind", "PKCE with S256 named", "not named: cidaas:verification_write",
            "allow  served (VER_0004, 417)  not there (404)",
        ] {
            #expect(text.contains(words), "\(text)")
        }
    }
}
