package import LocalAPIModel

/// How sign-ins reach this desktop.
package struct Delivery: Equatable, Sendable {
    /// The seconds between two requests to a server; `nil` if no server is asked.
    package let interval: Double?
    /// How long ago a push came through the inbox; see ``DisplayTime/span(_:)``. `nil` if none has come.
    package let lastPush: String?
    /// Whether the server is asked seldom although no push has come lately, so nobody is active here.
    package let isIdle: Bool
}

extension Delivery {
    /// The API tells the interval, but not why it has this length. Nobody waits this long for a sign-in that they have
    /// started themselves, so it is the interval for times when nobody is there.
    private static let longForAPerson = 30.0
    /// The daemon trusts the inbox for as long after a push.
    private static let recently = 86_400.0

    /// - Parameters:
    ///   - document: what the API says.
    ///   - now: the current time in seconds since 1970.
    package init(_ document: DeliveryDocument, now: Double) {
        let age = document.lastPushAt.flatMap { DisplayTime.seconds($0) }.map { now - $0 }
        interval = document.interval
        lastPush = age.map { DisplayTime.span($0) }
        isIdle = (document.interval ?? 0) >= Self.longForAPerson && (age ?? .infinity) > Self.recently
    }

    /// Whether sign-ins have a way here.
    package var isKnownToWork: Bool { interval != nil || lastPush != nil }

    /// The interval with its unit.
    var spanBetweenRequests: String? {
        interval.map { $0 < 120 ? "\(Int($0.rounded())) s" : DisplayTime.span($0) }
    }
}
