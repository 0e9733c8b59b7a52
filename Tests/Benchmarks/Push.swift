import FoundationEssentials

/// A push in the form of FCM: a data map whose value is a JSON string.
struct Push: Sendable {
    static let tenantKey = "benchmark-tenant"
    static let sub = "8f0a2c1e-5b7d-4e39-9a64-c1d2e3f4a5b6"

    /// The id by which the wire recognizes it. All its other ids start with it.
    let id: String
    let line: [UInt8]

    init() {
        id = UUID().uuidString.lowercased()
        let expiry = Date.now.addingTimeInterval(1_800).formatted(.iso8601)
        let request = Int(Date.now.timeIntervalSince1970)
        let object = """
            {"sub":"\(Self.sub)","tenant_name":"Benchmark Tenant","tenant_key":"\(Self.tenantKey)",\
            "verification_type":"PUSH","exchange_id":{"exchange_id":"\(id)","expires_at":"\(expiry)"},\
            "expires_at":"\(expiry)","request_time":\(request),"requested_types":["PUSH","TOTP"],\
            "client_name":"Benchmark Shop","message":"Do you want to sign in to the Benchmark Shop?"}
            """
        let escaped = object.replacing("\"", with: "\\\"")
        line = Array("{\"data\":\"\(escaped)\",\"from\":\"739201745612\",\"priority\":\"high\"}\n".utf8)
    }

    static func make(_ count: Int) -> [Push] { (0..<count).map { _ in Push() } }
}
