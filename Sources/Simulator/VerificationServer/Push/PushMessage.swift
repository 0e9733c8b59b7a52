import FoundationEssentials
import SimulatorHTTP

/// The generation of the published SDKs whose models the pushes and answers fit.
package enum Shapes: Sendable {
    /// The newest: an exchange id and a time are texts, and software is an object.
    case newest
    /// Before 2026: an exchange id is an object and a time a number in a push, and all of `device_info` is text.
    case old
}

/// The push for a sign-in, which is also an item of the pending list.
struct PushMessage: Sendable {
    let json: JSON

    init(_ signIn: SignIn, tenant: Tenant, shapes: Shapes) {
        let exchange = signIn.initiation
        let started = signIn.startedAt
        let common: JSON = [
            "sub": .string(signIn.sub), "tenant_name": .string(tenant.name), "tenant_key": .string(tenant.key),
            "verification_type": "PUSH", "requested_types": ["PUSH"], "message": .string(tenant.message),
            "client_name": .string(tenant.clientName), "expires_at": .string(exchange.expiresAt.rfc3339),
        ]
        json =
            switch shapes {
            case .newest:
                common.merging(["exchange_id": .string(exchange.id), "request_time": .string(started.rfc3339)])
            case .old:
                common.merging([
                    "exchange_id": exchange.json,
                    "request_time": .integer(Int((started.timeIntervalSince1970 * 1_000).rounded())),
                ])
            }
    }

    /// One line in the form of an FCM data message: a map whose values are strings.
    var line: String { JSON.object(["data": .string(json.text)]).text + "\n" }
}
