package import FoundationEssentials

/// A point in wall-clock time, in milliseconds since 1970, UTC: the precision that the guide's times have.
package struct Timestamp: Sendable, Hashable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package init(_ date: Date) {
        // Beyond a few hundred million years a double does not fit; nothing that we are told lies there.
        let bounded = min(max(date.timeIntervalSince1970, -1e11), 1e11)
        milliseconds = Int64((bounded * 1000).rounded())
    }

    package static func now() -> Timestamp {
        Timestamp(Date())
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package static func + (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(milliseconds: left.milliseconds + right.wholeMilliseconds)
    }

    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Timestamp: CustomStringConvertible {
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    private static let styleOfWholeSeconds = Date.ISO8601FormatStyle()

    /// RFC 3339, UTC, with milliseconds: `2024-01-10T20:45:51.781Z`.
    package var description: String {
        // A Date has its fraction in a double, whose formatting is cut off: .781 would come out as .780.
        let (seconds, fraction) = milliseconds.flooredQuotientAndRemainder(dividingBy: 1000)
        let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(Self.styleOfWholeSeconds)
        let digits = "\(fraction)"
        return whole.dropLast() + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
    }

    /// Reads RFC 3339 with or without a fraction and with any offset, and a number of seconds or milliseconds since 1970.
    /// It is `nil` where the text is none of these.
    package init?(parsing text: some StringProtocol) {
        let text = String(text)
        if let number = Double(text) {
            self.init(number: number)
        } else if let date = (try? Self.style.parse(text)) ?? (try? Self.styleOfWholeSeconds.parse(text)) {
            self.init(date)
        } else {
            return nil
        }
    }

    /// Seconds or milliseconds since 1970: in seconds, what lies beyond 10¹¹ would be after the year 5000.
    init?(number: Double) {
        guard number.isFinite, number > 0, number < 1e14 else { return nil }
        self.init(milliseconds: Int64(number > 1e11 ? number : number * 1000))
    }
}

extension Int64 {
    /// The remainder is never negative, so that a fraction before 1970 counts forwards as well.
    fileprivate func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension Duration {
    /// Rounded towards zero.
    package var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
