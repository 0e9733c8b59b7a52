package import FoundationEssentials

/// The simulator's clock and randomness, so that a test decides both.
package struct Source: Sendable {
    /// The server's clock: expiry, the times in answers, and the `Date` header follow it.
    package var now: @Sendable () -> Date
    /// A new UUID for each exchange, status and reference number.
    package var id: @Sendable () -> String
    /// A new code or token that nobody can guess: 256 bits, in letters that a URL may hold.
    package var secret: @Sendable () -> String

    package init(
        now: @escaping @Sendable () -> Date = { Date() },
        id: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        secret: @escaping @Sendable () -> String = { Source.randomSecret() }
    ) {
        self.now = now
        self.id = id
        self.secret = secret
    }

    package static func randomSecret() -> String { (0..<32).map { _ in UInt8.random(in: 0...255) }.base64URL }

    /// The system's clock moved by `clockOffset` seconds: a server whose clock is wrong, or right where the device's is not.
    package static func system(clockOffset: Double = 0) -> Source {
        Source(now: { Date().addingTimeInterval(clockOffset) })
    }
}
