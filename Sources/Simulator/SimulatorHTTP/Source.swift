package import FoundationEssentials

/// The simulator's clock and random values. A test supplies its own.
package struct Source: Sendable {
    /// The server's clock, used for expiry, the times in answers, and the `Date` header.
    package var now: @Sendable () -> Date
    /// A new UUID for each exchange, status and reference number.
    package var id: @Sendable () -> String
    /// A new code or token that nobody can guess: 256 bits in base64url.
    package var secret: @Sendable () -> String

    /// By default the system's clock and its random numbers.
    package init(
        now: @escaping @Sendable () -> Date = { Date() },
        id: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        secret: @escaping @Sendable () -> String = { Source.randomSecret() }
    ) {
        self.now = now
        self.id = id
        self.secret = secret
    }

    /// 32 random bytes in base64url.
    package static func randomSecret() -> String { (0..<32).map { _ in UInt8.random(in: 0...255) }.base64URL }

    /// The system's clock moved by `clockOffset` seconds, for a server whose clock differs from the device's.
    package static func system(clockOffset: Double = 0) -> Source {
        Source(now: { Date().addingTimeInterval(clockOffset) })
    }
}
