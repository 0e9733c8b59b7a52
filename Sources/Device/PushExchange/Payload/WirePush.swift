/// The push object itself, in all known spellings. An item of a pending list has the same form.
package struct WirePush: Decodable, Sendable {
    private let exchangeID: LenientExchangeID
    private let expiresAt: Timestamp?
    private let statusID: String?
    private let tenantKey: String?
    /// Whether there is a tenant key, but of no use. A push that names a tenant must not be given to another one.
    private let hasUnusableTenantKey: Bool
    private let sub: String?
    private let tenantName: String?
    private let verificationType: String?
    private let signIn: SignIn

    /// The longest value of a key that identifies an account.
    private static let longest = 512

    private enum CodingKeys: String, CodingKey {
        case exchangeID = "exchange_id"
        case expiresAt = "expires_at"
        case sub
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case verificationType = "verification_type"
        case statusID = "status_id"
        case camelExchangeID = "exchangeId"
        case camelExpiresAt = "expiresAt"
        case camelTenantKey = "tenantKey"
        case camelTenantName = "tenantName"
        case camelVerificationType = "verificationType"
        case camelStatusID = "statusId"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let isCamel = !container.contains(.exchangeID) && container.contains(.camelExchangeID)
        exchangeID = try container.decode(
            LenientExchangeID.self, forKey: isCamel ? .camelExchangeID : .exchangeID)
        expiresAt = container.time(.expiresAt, .camelExpiresAt)
        statusID = container.text(.statusID, .camelStatusID)
        tenantKey = container.text(.tenantKey, .camelTenantKey)
        hasUnusableTenantKey =
            tenantKey == nil
            && [CodingKeys.tenantKey, .camelTenantKey].contains { key in
                container.contains(key) && (try? container.decodeNil(forKey: key)) != true
            }
        sub = container.text(.sub)
        tenantName = container.text(.tenantName, .camelTenantName)
        verificationType = container.text(.verificationType, .camelVerificationType)
        signIn = try WireSignIn(from: decoder).value
    }

    /// The push, if it states what an inbox needs to find its enrollment.
    func payload() throws(PushPayloadError) -> PushPayload {
        try checkLengths()
        guard let sub else { throw .unusable("sub") }
        guard !hasUnusableTenantKey else { throw .unusable("tenant_key") }
        guard let verificationType else { throw .unusable("verification_type") }
        return payload(sub: sub, verificationType: verificationType)
    }

    /// The push as an item of an enrollment's own pending list, which need not state whose it is.
    package func item() throws(PushPayloadError) -> PushPayload {
        try checkLengths()
        return payload(sub: sub, verificationType: verificationType ?? "PUSH")
    }

    private func checkLengths() throws(PushPayloadError) {
        for (key, text) in [("sub", sub), ("tenant_key", tenantKey), ("verification_type", verificationType)] {
            guard (text?.utf8.count ?? 0) <= Self.longest else { throw .tooLong(key) }
        }
    }

    private func payload(sub: String?, verificationType: String) -> PushPayload {
        PushPayload(
            exchangeID: exchangeID.value, tenantKey: tenantKey, sub: sub, tenantName: tenantName,
            verificationType: verificationType, expiresAt: expiresAt ?? exchangeID.expiresAt,
            statusID: statusID.map { Secret($0) }, signIn: signIn
        )
    }
}
