package import FoundationEssentials

/// Where the simulator gets its time and its randomness, so that a test decides both.
package struct Source: Sendable {
    /// The server's clock: expiry, the times in answers, and the `Date` header follow it.
    package var now: @Sendable () -> Date
    /// A new UUID for each exchange, status and reference number.
    package var id: @Sendable () -> String
    /// A new code or token that nobody can guess: 256 bits, in letters that a URL may hold.
    package var secret: @Sendable () -> String
    /// The numbers of a new sign-in.
    package var numbers: @Sendable () -> Numbers

    package init(
        now: @escaping @Sendable () -> Date = { Date() },
        id: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        secret: @escaping @Sendable () -> String = { Source.randomSecret() },
        numbers: @escaping @Sendable () -> Numbers = { Numbers.random() }
    ) {
        self.now = now
        self.id = id
        self.secret = secret
        self.numbers = numbers
    }

    package static func randomSecret() -> String { (0..<32).map { _ in UInt8.random(in: 0...255) }.base64URL }

    /// The system's clock moved by `clockOffset` seconds: a server whose clock is wrong, or right where the device's is not.
    package static func system(clockOffset: Double = 0) -> Source {
        Source(now: { Date().addingTimeInterval(clockOffset) })
    }
}

/// The four numbers that the device shows and the one among them that the web page shows.
package struct Numbers: Sendable, Equatable {
    package let choices: [String]
    package let selected: String

    package init(choices: [String], selected: String) {
        self.choices = choices
        self.selected = selected
    }

    /// Four distinct two-digit numbers.
    package static func random() -> Numbers {
        let choices = (10...99).shuffled().prefix(4).map(String.init)
        return Numbers(choices: choices, selected: choices[Int.random(in: choices.indices)])
    }
}
