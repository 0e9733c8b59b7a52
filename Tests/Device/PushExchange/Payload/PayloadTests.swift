import FoundationEssentials
import Testing

@testable import PushExchange

@Suite("A push") struct PayloadTests {
    private static let bare = """
        {"sub":"sub-1","tenant_name":"Tenant","tenant_key":"tenant-1","verification_type":"PUSH",\
        "exchange_id":"id-1","expires_at":"2024-01-10T20:50:51.781Z","request_time":1704919551781,\
        "requested_types":["PUSH"],"message":"Sign in?","client_name":"Shop","baseurl":"https://evil.example"}
        """
    private static let whole = PushPayload(
        exchangeID: Secret("id-1"), tenantKey: "tenant-1", sub: "sub-1", tenantName: "Tenant", expiresAt: At.expiry,
        signIn: SignIn(clientName: "Shop", message: "Sign in?"))

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    @Test(
        "is read in each form in which it can arrive",
        arguments: [
            bare, " \(bare)\r\n", "{\"data\":\(quoted(bare))}", "{\"message\":{\"data\":\(bare)}}",
            "{\"message\":{\"data\":{\"data\":\(quoted(bare))},\"token\":\"t\"}}",
            "{\"data\":{\"data\":\(quoted(bare))}}",
            "{\"notification\":{\"title\":\"t\"},\"data\":\(bare)}",
            "{\"notification\":{\"title\":\"t\"},\"data\":{\"data\":\(quoted(bare))}}",
        ])
    func isRead(json: String) throws {
        #expect(try PushPayload(json: Data(json.utf8)) == Self.whole)
    }

    @Test(
        "is read although the types of its fields differ between releases",
        arguments: [
            #""exchange_id":{"exchange_id":"id-1","expires_at":"2024-01-10T20:50:51.781Z"}"#,
            #""exchange_id":"{\"exchange_id\":\"id-1\",\"expires_at\":1704919851781}""#,
            #""exchange_id":"id-1","expires_at":1704919851781"#, #""exchange_id":"id-1","expires_at":"1704919851781""#,
            #""exchange_id":{"exchange_id":"id-1"},"expires_at":"2024-01-10T21:50:51.781+01:00""#,
            #""exchange_id":"id-1","expires_at":1704919851.781,"statusId":null,"address":"","device_info":[]"#,
        ])
    func isLenient(fields: String) throws {
        let json = #"{"sub":"sub-1","tenant_key":"tenant-1","verification_type":"push",\#(fields)}"#
        let push = try PushPayload(json: Data(json.utf8))
        #expect(push.exchangeID == Secret("id-1") && push.expiresAt == At.expiry && push.isPush && push.statusID == nil)
        #expect(push.signIn == SignIn())
    }

    @Test("can have numbers instead of text, and the old spelling of the device") func readsOldPushes() throws {
        let json = """
            {"sub":5,"tenant_key":7,"verification_type":"PUSH","exchange_id":99,"statusId":"s-1","expires_at":"soon",\
            "address":{"city":"Bonn","latitude":50.7},"deviceInfo":{"device_info":{"os":"Linux","lat":"7"}}}
            """
        let push = try PushPayload(json: Data(json.utf8))
        #expect(push.sub == "5" && push.tenantKey == "7" && push.exchangeID == Secret("99"))
        #expect(push.statusID == Secret("s-1") && push.expiresAt == nil)
        #expect(push.signIn.address?.city == "Bonn" && push.signIn.address?.latitude == "50.7")
        #expect(push.signIn.device?.os == SignIn.Software(name: "Linux") && push.signIn.device?.latitude == "7")
    }

    @Test("of another type is read, and recognised as another type") func readsOtherTypes() throws {
        let json = #"{"sub":"s","tenant_key":"t","verification_type":"TOUCHID","exchange_id":"SECRET"}"#
        #expect(try !PushPayload(json: Data(json.utf8)).isPush)
    }

    @Test("has its displayed texts truncated, whatever a character is", arguments: ["é", "\u{301}"])
    func cutsTexts(character: String) throws {
        let long = String(repeating: character, count: 3_000)
        let json = #"{"sub":"s","tenant_key":"t","verification_type":"PUSH","exchange_id":"i","message":"e\#(long)"}"#
        #expect(try PushPayload(json: Data(json.utf8)).signIn.message?.unicodeScalars.count == 2_000)
    }
}

@Suite("A payload that is not a push") struct MalformedPayloadTests {
    private static let long = String(repeating: "SECRET", count: 100)

    @Test("is read in camel case, and without a tenant key") func readsCamelCase() throws {
        let json = """
            {"exchangeId":{"exchange_id":"i"},"sub":"9def****","verificationType":"PUSH","tenantName":"T",\
            "expiresAt":1704919851781,"statusId":"s","clientName":"Shop",\
            "deviceInfo":{"deviceInfo":{"browser":{"name":"Firefox","version":"128.0","major":"128"},"os":"Linux"}}}
            """
        let push = try PushPayload(json: Data(json.utf8))
        #expect(push.exchangeID == Secret("i") && push.tenantKey == nil && push.sub == "9def****" && push.isPush)
        #expect(push.tenantName == "T" && push.statusID == Secret("s") && push.expiresAt != nil)
        #expect(push.signIn.clientName == "Shop")
        #expect(push.signIn.device?.browser == SignIn.Software(name: "Firefox", version: "128.0"))
        #expect(push.signIn.device?.os == SignIn.Software(name: "Linux"))
    }

    @Test(
        "is refused with the wrong key, and without its value",
        arguments: [
            ("", PushPayloadError.notJSON), ("SECRET", .notJSON), ("{\"exchange_id\":\"SECRET\"", .notJSON),
            ("[]", .notAnObject), ("\"SECRET\"", .notAnObject), ("17", .notAnObject),
            ("null", .notAnObject), ("{}", .missing("exchange_id")),
            (#"{"SECRET":1}"#, .missing("exchange_id")),
            (#"{"sub":"s","tenant_key":"t","message":"SECRET"}"#, .missing("exchange_id")),
            (#"{"message":{"SECRET":1}}"#, .missing("exchange_id")), (#"{"data":5}"#, .wrongType("data")),
            (#"{"data":"SECRET"}"#, .notJSON), (#"{"data":"[]"}"#, .notAnObject),
            (#"{"data":null}"#, .wrongType("data")),
            (#"{"exchange_id":""}"#, .incomprehensible("exchange_id")),
            (#"{"exchange_id":["SECRET"]}"#, .wrongType("exchange_id")),
            (#"{"exchange_id":null}"#, .wrongType("exchange_id")),
            (#"{"exchange_id":{"SECRET":1}}"#, .missing("exchange_id")),
            (#"{"exchange_id":"\#(long)"}"#, .incomprehensible("exchange_id")),
            (#"{"exchange_id":"SECRET"}"#, .unusable("sub")),
            (
                #"{"exchange_id":"SECRET","sub":"s","tenant_key":[],"verification_type":"PUSH"}"#,
                .unusable("tenant_key")
            ),
            (#"{"exchange_id":"SECRET","tenant_key":"t","sub":{}}"#, .unusable("sub")),
            (#"{"exchange_id":"SECRET","tenant_key":"\#(long)","sub":"s"}"#, .tooLong("tenant_key")),
            (
                #"{"exchange_id":"SECRET","tenant_key":"t","sub":"s","verification_type":""}"#,
                .unusable("verification_type")
            ),
            (#"{"data":{"data":{"data":{"data":{"data":{}}}}}}"#, .nestedTooDeeply),
        ] as [(String, PushPayloadError)])
    func isRefused(json: String, error: PushPayloadError) {
        #expect(throws: error) { try PushPayload(json: Data(json.utf8)) }
    }

    @Test(
        "is refused even if it is made to exhaust the parser", arguments: ["{\"data\":", "[", "{\"exchange_id\":["])
    func isBounded(opening: String) {
        let json = String(repeating: opening, count: 10_000)
        #expect(throws: PushPayloadError.self) { try PushPayload(json: Data(json.utf8)) }
    }

    @Test("is harmless in a field that is not read") func deepFieldsAreBounded() {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let json = #"{"sub":"s","tenant_key":"t","verification_type":"PUSH","exchange_id":"i","x":\#(deep)}"#
        #expect(throws: PushPayloadError.notJSON) { try PushPayload(json: Data(json.utf8)) }
    }

    @Test("is refused if its bytes are not text", arguments: [[0xFF], [0x7B, 0x22, 0xC3, 0x28, 0x22], [0, 0, 0, 0]])
    func isText(bytes: [UInt8]) {
        #expect(throws: PushPayloadError.self) { try PushPayload(json: Data(bytes)) }
    }

    @Test("is read up to the longest line, and strings in strings are not nested deeply") func readsLongLines() throws {
        let padding = String(repeating: "x", count: 65_000)
        let json = #"{"sub":"s","tenant_key":"t","verification_type":"PUSH","exchange_id":"i","pad":"\#(padding)"}"#
        #expect(try PushPayload(json: Data(json.utf8)).sub == "s")
        var nested = #"{"exchange_id":"i"}"#
        while nested.utf8.count < 32_000 {
            nested = "{\"data\":\"" + nested.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"}"
        }
        #expect(throws: PushPayloadError.unusable("sub")) {
            try PushPayload(json: Data(nested.utf8))
        }
    }
}
