package import PushExchange
package import PushStore
import VerificationClient

/// An enrollment and what is known of its server.
package struct Enrolled: Sendable {
    package internal(set) var enrollment: Enrollment
    package internal(set) var health = ServerHealth()
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
    package func skew(at moment: Moment) -> Duration { clock.skew(moment) }

    var endpoint: Endpoint {
        Endpoint(
            baseURL: enrollment.baseURL, pathSet: enrollment.pathSet, tenantKey: enrollment.tenantKey,
            sub: enrollment.sub, device: enrollment.device
        )
    }
}

/// Whether a server answers.
package struct ServerHealth: Sendable, Equatable {
    /// `nil` before the first request.
    package var reachable: Bool?
    package var lastContactAt: Timestamp?
    /// Why the last request brought no usable answer.
    package var failure: RequestFailure?
}
