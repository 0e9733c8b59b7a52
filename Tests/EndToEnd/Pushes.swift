import FoundationEssentials
import TestSupport

/// A push that no server knows. The inbox handles it the same way.
func push(_ enrollment: JSON, id: String = UUID().uuidString, expiresIn seconds: Double = 300) -> JSON {
    let expiry = Date.now.addingTimeInterval(seconds).formatted(
        Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    return [
        "sub": enrollment["sub"], "tenant_key": enrollment["tenant_key"], "tenant_name": "A tenant",
        "verification_type": "PUSH", "exchange_id": .string(id), "expires_at": .string(expiry),
        "request_time": 1_704_919_551, "requested_types": ["PUSH"], "message": "Sign in?",
        "client_name": "A shop",
    ]
}

/// An enrollment whose server does not listen.
let silentEnrollment: JSON = [
    "base_url": "http://127.0.0.1:9", "tenant_key": "tenant", "sub": "subject", "client_id": "client-secret",
    "device_id": "device-secret", "push_id": "push-secret",
]

/// A daemon that is enrolled with a server that does not listen.
func withSilentServer(
    _ changes: [String: String?] = [:], _ story: (Daemon, JSON) async throws -> Void
) async throws {
    try await Stage.with { stage in
        let daemon = try await stage.daemon(changes)
        _ = try await daemon.enroll(silentEnrollment)
        try await story(daemon, silentEnrollment)
    }
}
