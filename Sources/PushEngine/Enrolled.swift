public import PushExchange
public import PushStore
import PushVerifier

/// An enrollment and what is known of its server.
public struct Enrolled: Sendable {
    public internal(set) var enrollment: Enrollment
    public internal(set) var health = ServerHealth()
    var clock: ServerClock
    /// How often in a row its pending list could not be fetched.
    var failedProbes = 0
    /// How many requests for it are under way.
    var probesUnderWay = 0
    /// Whether the server is being asked to go by another push id.
    var isChangingPushID = false
    /// Until when the server wants to be left alone, in steady time.
    var leftAloneUntil: Duration?

    /// The server's clock minus ours; zero where they agree, or where nothing has told yet.
    public func skew(at moment: Moment) -> Duration { clock.skew(moment) }

    var endpoint: Endpoint {
        Endpoint(
            baseURL: enrollment.baseURL, pathSet: enrollment.pathSet, tenantKey: enrollment.tenantKey,
            sub: enrollment.sub, device: enrollment.device
        )
    }
}

/// Whether a server answers.
public struct ServerHealth: Sendable, Equatable {
    /// `nil` before the first request.
    public var reachable: Bool?
    public var lastContactAt: Timestamp?
    public var trouble: String?
}
