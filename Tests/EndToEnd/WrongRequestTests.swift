import TestSupport
import Testing

@Suite("An unusual or malformed request")
struct WrongRequestTests {
    /// The bytes after each of these heads are a whole request, which must not be handled as one.
    private static let smugglers = [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 90\r\n\r\n", "Content-Length: 0, 90\r\n\r\n",
        "X: a\r\n Content-Length: 90\r\n\r\n", "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
        "X: a\nContent-Length: 90\r\n\r\n", "X: a\rContent-Length: 90\r\n\r\n", "Content-Length: 0\n\n",
        "Content-Length : 90\r\n\r\n", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
        "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n", "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2;a\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
        "Content-Length: -1\r\n\r\n", "Content-Length: +0\r\n\r\n", "Content-Length: 0x0\r\n\r\n",
        "Content-Length:\r\n\r\n", "Content-Length: 9223372036854775807\r\n\r\n",
        "Content-Length: 99999999999999999999999999\r\n\r\n",
    ]

    @Test("can't smuggle another one in")
    func smuggling() async throws {
        try await withSilentServer { daemon, enrollment in
            let id = try #require(try await daemon.deliver(push(enrollment).text)["id"].string)
            let second = HTTPPlace.request("POST", "/v1/exchanges/\(id)/cancel?wait=0", "")
            for smuggler in Self.smugglers {
                let first = "POST /v1/exchanges/nothing-here/allow HTTP/1.1\r\nHost: x\r\n\(smuggler)"
                let answer = try await answer(to: first + second, daemon)
                #expect(answer.statuses == [400], "\(smuggler): \(answer.text)")
            }
            #expect(try await daemon.exchange(id)["answered_by"] == .null)
        }
    }

    @Test(
        "gets one answer that says so, whatever is wrong with it",
        arguments: [
            ("absolute form", "GET http://localhost/v1/status HTTP/1.1\r\nHost: x\r\n\r\n", 200),
            ("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            ("authority form", "CONNECT localhost:80 HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            ("unknown method", "FROB /v1/status HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("TRACE", "TRACE /v1/status HTTP/1.1\r\nHost: x\r\n\r\n", 405),
            ("HTTP/1.0", "GET /v1/status HTTP/1.0\r\n\r\n", 200),
            ("HTTP/0.9", "GET /v1/status\r\n\r\n", 400),
            ("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
            ("HTTP/3", "GET /v1/status HTTP/3.0\r\nHost: x\r\n\r\n", 400),
            ("TLS", "\u{16}\u{3}\u{1}\u{0}\u{48}\u{1}\u{0}\u{0}\u{44}\u{3}\u{3}", 400),
            ("upgrade", "GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 200),
            ("to HTTP/2", "GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", 200),
            ("empty lines before", "\r\n\r\nGET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n", 200),
            ("NUL in the path", "GET /v1/exchanges/abc\0def HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("NUL in the path, escaped", "GET /v1/exchanges/abcdef%00 HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            ("no UTF-8 in the path", "GET /v1/exchanges/%ff%fe%ff%fe%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            ("no escapes in the path", "GET /v1/exchanges/%zz%zz%zz HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            ("NUL in a header", "GET /v1/status HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n", 400),
            ("no name of a header", "GET /v1/status HTTP/1.1\r\nHost: x\r\n: a\r\n\r\n", 400),
            ("huge header", "GET /v1/status HTTP/1.1\r\nHost: x\r\nX: \(text(100_000))\r\n\r\n", 400),
            ("endless header", "GET /v1/status HTTP/1.1\r\nHost: x\r\nX: \(text(1_000_000))", 400),
            (
                "very many headers",
                "GET /v1/status HTTP/1.1\r\nHost: x\r\n\((0..<1_000).map { "X\($0): 1\r\n" }.joined())\r\n", 400
            ),
            ("huge path", "GET /v1/exchanges/\(text(200_000)) HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("huge query", "GET /v1/exchanges?limit=\(text(7_000)) HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("chunk with an extension", chunked("12;a=b\r\n{\"reason\": \"no thanks\"}"), 400),
            ("chunk with an extension, rightly", chunked("2;a=b\r\n{}"), 404),
            ("NUL as a body", body("\0\0\0"), 400), ("deep arrays", body(text(65_536, "[")), 400),
            ("deep objects", body(text(13_000, "{\"a\":")), 400),
            ("deep values", body("{\"reason\":" + text(60_000, "[")), 400),
            ("the same key twice", body("{\"reason\":\"a\",\"reason\":\"b\"}"), 404),
            ("a huge number", body("{\"reason\":\(text(2_000, "9"))}"), 400),
            ("a number beyond all", body("{\"reason\":1e999999}"), 400),
            ("half a surrogate", body("{\"reason\":\"\\ud800\"}"), 400),
            ("too many bytes", body("{\"reason\":\"\(text(70_000))\"}"), 413),
        ])
    func odd(what: String, request: String, status: Int) async throws {
        try await Stage.with { stage in
            let daemon = try await stage.daemon()
            let answer = try await answer(to: request, daemon)
            #expect(answer.statuses == [status], "\(what): \(answer.text.prefix(300))")
            #expect(try await daemon.get("/v1/status").status == 200)
        }
    }

    @Test("with Expect is continued, and the connection ends if the client says so")
    func expectations() async throws {
        try await Stage.with { stage in
            let daemon = try await stage.daemon()
            try await withWire(to: daemon.api.place) { wire in
                let head = "POST /v1/exchanges/abcdef/deny HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                try await wire.send(head + "Expect: 100-continue\r\n\r\n")
                #expect(try await wire.head().status == 100)
                try await wire.send("{}")
                #expect(try await wire.reply().status == 404)
                // An answer to HEAD has no body, which would be read as the next answer.
                try await wire.send(HTTPPlace.request("HEAD", "/v1/status") + HTTPPlace.request("GET", "/v1/status"))
                #expect(try await wire.reply(to: "HEAD").status == 405)
                #expect(try await wire.reply().status == 200)
                try await wire.send(HTTPPlace.request("GET", "/v1/status", headers: ["Connection": "TE, Close"]))
                #expect(try await wire.reply().status == 200)
                #expect(try await wire.line() == nil)
            }
        }
    }

    private static func text(_ count: Int, _ unit: String = "a") -> String { String(repeating: unit, count: count) }

    private static func body(_ body: String) -> String {
        HTTPPlace.request("POST", "/v1/exchanges/abcdef/deny", body)
    }

    private static func chunked(_ chunk: String) -> String {
        HTTPPlace.request("POST", "/v1/exchanges/abcdef/deny", headers: ["Transfer-Encoding": "chunked"])
            + chunk + "\r\n0\r\n\r\n"
    }

    /// Everything that comes back, and the status of each answer in it.
    private func answer(to request: String, _ daemon: Daemon) async throws -> (statuses: [Int], text: String) {
        try await withWire(to: daemon.api.place) { wire in
            // The connection may be closed before everything was sent.
            try? await wire.send(request)
            wire.finish()
            let text = String(decoding: try await wire.rest(), as: UTF8.self)
            let statuses = text.matches(of: #/HTTP/1\.1 (\d\d\d)/#).compactMap { Int($0.1) }
            return (statuses, text)
        }
    }
}
