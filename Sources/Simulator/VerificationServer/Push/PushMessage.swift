import SimulatorHTTP

/// The push for a sign-in. With a status id, it is also an item of the pending list.
struct PushMessage: Sendable {
    let json: JSON

    init(_ signIn: SignIn, tenant: Tenant) {
        json = [
            "sub": .string(signIn.sub), "tenant_name": .string(tenant.name), "tenant_key": .string(tenant.key),
            "verification_type": "PUSH", "exchange_id": signIn.initiation.json,
            "expires_at": .string(signIn.initiation.expiresAt.rfc3339),
            "request_time": .string(signIn.startedAt.rfc3339), "requested_types": ["PUSH"],
            "message": .string(tenant.message), "client_name": .string(tenant.clientName),
        ]
    }

    /// One line in the form of an FCM data message: a map whose values are strings.
    var line: String { JSON.object(["data": .string(json.text)]).text + "\n" }
}
