/// The push object itself, in all known spellings. An item of a pending list has the same form.
package struct WirePush: Decodable, Sendable {
    private let exchangeID: LenientExchangeID
    private let expiresAt: Timestamp?
    private let statusID: String?
    private let tenantKey: String?
    private let sub: String?
    private let tenantName: String?
    private let verificationType: String?
    private let signIn: SignIn

    private enum CodingKeys: String, CodingKey {
        case exchangeID = "exchange_id"
        case expiresAt = "expires_at"
        case sub
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case verificationType = "verification_type"
        case statusID = "status_id"
        case statusIDOfOldPush = "statusId"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        exchangeID = try container.decode(LenientExchangeID.self, forKey: .exchangeID)
        expiresAt = container.time(.expiresAt)
        statusID = container.text(.statusID) ?? container.text(.statusIDOfOldPush)
        tenantKey = container.text(.tenantKey)
        sub = container.text(.sub)
        tenantName = container.text(.tenantName)
        verificationType = container.text(.verificationType)
        signIn = try WireSignIn(from: decoder).value
    }

    /// The push, if it states everything itself.
    func payload() throws(PushPayloadError) -> PushPayload {
        payload(
            tenantKey: try Self.required(tenantKey, "tenant_key"), sub: try Self.required(sub, "sub"),
            verificationType: try Self.required(verificationType, "verification_type")
        )
    }

    /// The push, with what it does not state taken from the enrollment whose pending list it came in.
    package func payload(tenantKey: String, sub: String, verificationType: String = "PUSH") -> PushPayload {
        PushPayload(
            exchangeID: exchangeID.value, tenantKey: self.tenantKey ?? tenantKey, sub: self.sub ?? sub,
            tenantName: tenantName, verificationType: self.verificationType ?? verificationType,
            expiresAt: expiresAt ?? exchangeID.expiresAt, statusID: statusID.map { Secret($0) }, signIn: signIn
        )
    }

    private static func required(_ text: String?, _ key: String) throws(PushPayloadError) -> String {
        guard let text else { throw PushPayloadError.unusable(key) }
        guard text.utf8.count <= 512 else { throw PushPayloadError.tooLong(key) }
        return text
    }
}
