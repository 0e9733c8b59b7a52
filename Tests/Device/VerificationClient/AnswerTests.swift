import PushExchange
import Testing
import WebClient

@testable import VerificationClient

/// An answer, and its meaning.
struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let behaviour: CannedServer.Behaviour
    let step: Step
    let kind: Kind

    init(_ name: String, _ behaviour: CannedServer.Behaviour, _ kind: Kind, to step: Step = .allow) {
        self.name = name
        self.behaviour = behaviour
        self.step = step
        self.kind = kind
    }

    var testDescription: String { name }

    private static let id = #""exchange_id":{"exchange_id":"next","expires_at":"2024-01-10T20:50:51.781Z"}"#

    static let taken: [Case] = [
        Case("whole", .answer(http(200, #"{"success":true,"status":200,"data":{\#(id),"sub":"s"}}"#)), .answered),
        Case("201", .answer(http(201, #"{"success":true,"data":{\#(id)}}"#)), .answered),
        Case("no success", .answer(http(200, #"{"data":{\#(id)}}"#)), .answered),
        Case(
            "unknown fields", .answer(http(200, #"{"success":true,"new":[1],"data":{\#(id),"x":{"y":[]}}}"#)), .answered
        ),
        Case("success as text", .answer(http(200, #"{"success":"true","data":{\#(id)}}"#)), .answered),
        Case("id as text", .answer(http(200, #"{"success":true,"data":{"exchange_id":"next"}}"#)), .answered),
        Case(
            "odd numbers", .answer(http(200, #"{"success":true,"data":{\#(id),"push_random_numbers":"55"}}"#)),
            .answered),
        Case(
            "deny without an id", .answer(http(200, #"{"success":true,"data":{}}"#)), .answered, to: .deny(reason: nil)),
        Case("deny without data", .answer(http(200, #"{"success":true}"#)), .answered, to: .deny(reason: nil)),
        Case(
            "verify with an odd id", .answer(http(200, #"{"success":true,"data":{"exchange_id":""}}"#)), .answered,
            to: .verify(passcode: Secret("passcode-SECRET"))),
    ]

    static let unknown: [Case] = [
        Case("204", .answer("HTTP/1.1 204 X\r\n\r\n"), .unknown), Case("empty", .answer(http(200)), .unknown),
        Case("HTML", .answer(http(200, "<html>exchange-SECRET</html>", headers: "Content-Type: text/html")), .unknown),
        Case("no JSON", .answer(http(200, "exchange-SECRET")), .unknown),
        Case("half of JSON", .answer(http(200, #"{"success":true,"data":{"exch"#)), .unknown),
        Case("an array", .answer(http(200, "[]")), .unknown), Case("null", .answer(http(200, "null")), .unknown),
        Case("another object", .answer(http(200, #"{"hello":"passcode-SECRET"}"#)), .unknown),
        Case("data as text", .answer(http(200, #"{"success":true,"data":"exchange-SECRET"}"#)), .unknown),
        Case("no data", .answer(http(200, #"{"success":true}"#)), .unknown),
        Case("no id", .answer(http(200, #"{"success":true,"data":{"sub":"s"}}"#)), .unknown),
        Case(
            "id is an array", .answer(http(200, #"{"success":true,"data":{"exchange_id":["exchange-SECRET"]}}"#)),
            .unknown),
        Case("id is empty", .answer(http(200, #"{"success":true,"data":{"exchange_id":""}}"#)), .unknown),
        Case("deny: nothing said", .answer(http(200, "{}")), .unknown, to: .deny(reason: nil)),
        Case("cut off", .answer("HTTP/1.1 200 X\r\nContent-Length: 900\r\n\r\n{\"success\":true"), .unknown),
        Case("cut off in its head", .answer("HTTP/1.1 200 X\r\nContent-Le"), .unknown),
        Case("no HTTP", .answer("SSH-2.0-OpenSSH_9.2\r\n"), .unknown),
        Case("redirect", .answer(http(302, headers: "Location: http://127.0.0.1:1/push-SECRET")), .unknown),
        Case("308", .answer(http(308, headers: "Location: /elsewhere")), .unknown),
        Case("304", .answer(http(304)), .unknown),
        Case("408", .answer(http(408)), .unknown), Case("500", .answer(http(500, "exchange-SECRET")), .unknown),
        Case("500 with a code", .answer(http(500, #"{"success":false,"error":{"code":"VER_0032"}}"#)), .unknown),
        Case("502", .answer(http(502)), .unknown), Case("503", .answer(http(503)), .unknown),
        Case("too long", .answer(http(200, String(repeating: " ", count: 1 << 20) + "{}")), .unknown),
        Case("endless", .answer(endless), .unknown), Case("closed after the request", .close, .unknown),
    ]

    private static let endless: String = {
        let chunk = String(repeating: "x", count: 0x1_0000)
        let chunks = String(repeating: "10000\r\n\(chunk)\r\n", count: 40)
        return "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)"
    }()

    private static let old = #"{"success":false,"status":400,"code":41,"error":"exchange-SECRET","refnumber":"r"}"#

    static let refused: [Case] = [
        Case(
            "nested error",
            .answer(http(400, #"{"success":false,"error":{"code":"VER_0032","moreInfo":"push-SECRET"}}"#)),
            .refused(code: "VER_0032")),
        Case("number", .answer(http(400, #"{"success":false,"error":{"code":1003}}"#)), .refused(code: "1003")),
        Case("flat error", .answer(http(400, old)), .refused(code: "41")),
        Case(
            "200 that says no", .answer(http(200, #"{"success":false,"error":{"code":"VER_0033"}}"#)),
            .refused(code: "VER_0033")),
        Case(
            "200 that says no and gives an id", .answer(http(200, #"{"success":false,"data":{\#(id)}}"#)),
            .refused(code: "http_200")),
        Case("401", .answer(http(401)), .refused(code: "http_401")),
        Case(
            "404 of the server", .answer(http(404, #"{"success":false,"status":404,"error":{"code":"VER_0032"}}"#)),
            .refused(code: "VER_0032")),
        Case("413", .answer(http(413)), .refused(code: "http_413")),
        Case(
            "secret for a code", .answer(http(400, #"{"success":false,"error":{"code":"exchange-SECRET"}}"#)),
            .refused(code: "http_400")),
        Case(
            "sentence for a code", .answer(http(400, #"{"success":false,"code":"no passcode-SECRET"}"#)),
            .refused(code: "http_400")),
    ]

    static let notSent: [Case] =
        [Case("429", .answer(http(429)), .notSent)]
        + [404, 405, 410, 501].map { status in
            Case("\(status) of a gateway", .answer(http(status, "<h1>exchange-SECRET</h1>")), .notSent)
        } + [
            Case("404 of a framework", .answer(http(404, #"{"status":404,"error":"Not Found","path":"/"}"#)), .notSent)
        ]

    static let all = taken + unknown + refused + notSent
}

@Suite("An answer to a step") struct AnswerTests {
    @Test("is interpreted correctly, and nothing that was sent appears in the text", arguments: Case.all)
    func isClassified(item: Case) async throws {
        try await withCannedServer(item.behaviour) { server in
            let reply = try await withClient {
                await $0.perform(item.step, exchangeID: Device.exchangeID, at: Device.endpoint(server.baseURL))
            }
            #expect(reply.value.kind == item.kind, "\(reply.value)")
            let text = "\(reply)" + String(reflecting: reply)
            #expect(!text.contains("SECRET"), "\(text)")
            // Once: it is neither redirected nor repeated here.
            #expect(server.requests.count == 1)
            if let failure = reply.value.failure, case .answer(let answer) = item.behaviour {
                #expect(failure.isAnswered || !answer.hasPrefix("HTTP/1.1") || answer.isBroken, "\(failure)")
            }
        }
    }

    @Test("is read completely") func isRead() async throws {
        let body = """
            {"success":true,"status":200,"data":{"exchange_id":{"exchange_id":"next","expires_at":1704919851781},\
            "status_id":"status","push_random_numbers":["12",34],"client_name":"Shop","message":"?",\
            "address":{"city":"Bonn","houseNo":7},"device_info":{"user_device_id":"u","device_info":{"os":"Linux"}}}}
            """
        try await withCannedServer(.answer(http(200, body))) { server in
            let reply = try await withClient {
                await $0.perform(.allow, exchangeID: Device.exchangeID, at: Device.endpoint(server.baseURL))
            }
            guard case .answered(let answer) = reply.value else {
                Issue.record("\(reply)")
                return
            }
            #expect(answer.exchangeID == Secret("next") && answer.statusID == Secret("status"))
            #expect(answer.expiresAt == Timestamp(milliseconds: 1_704_919_851_781))
            #expect(answer.choices == ["12", "34"] && answer.signIn.clientName == "Shop")
            #expect(
                answer.signIn.address?.houseNumber == "7" && answer.signIn.device?.os == SignIn.Software(name: "Linux"))
        }
    }

    @Test("tells the server's time and how long to wait, in seconds or until a date") func tellsTimes() async throws {
        let date = "Date: Wed, 10 Jan 2024 20:45:51 GMT"
        let pauses: [(String, Duration?)] = [
            ("Retry-After: 7", .seconds(7)), ("Retry-After: Wed, 10 Jan 2024 20:46:01 GMT", .seconds(10)),
            ("Retry-After: Wed, 10 Jan 2024 20:45:01 GMT", .zero), ("Retry-After: -5", .zero),
            ("Retry-After: soon", nil), ("X: y", nil), ("Retry-After: ", nil),
            // A pause is limited.
            ("Retry-After: 99999999999999999999", .seconds(3_600)), ("Retry-After: 4000", .seconds(3_600)),
            ("Retry-After: Fri, 10 Jan 2124 20:45:51 GMT", .seconds(3_600)),
        ]
        for (header, pause) in pauses {
            for status in [429, 503] {
                try await withCannedServer(.answer(http(status, headers: "\(date)\r\n\(header)"))) { server in
                    let reply = try await withClient {
                        await $0.perform(.allow, exchangeID: Device.exchangeID, at: Device.endpoint(server.baseURL))
                    }
                    #expect(reply.value.failure?.retryAfter == pause, "\(header)")
                    #expect(reply.date == Timestamp(milliseconds: 1_704_919_551_000))
                }
            }
        }
    }

    @Test(
        "has a Date that is read, or none",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("", nil), ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
        ] as [(String, Int64?)])
    func readsDates(text: String, milliseconds: Int64?) {
        #expect(Timestamp(httpDate: text)?.milliseconds == milliseconds)
    }
}

extension String {
    /// Whether it is incomplete, or larger than what is read.
    fileprivate var isBroken: Bool {
        contains("Content-Length: 900") || hasSuffix("Content-Le") || utf8.count > 1 << 20
    }
}
