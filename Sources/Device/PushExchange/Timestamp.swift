package import FoundationEssentials

/// A point in wall-clock time, in milliseconds since 1970, UTC. The times of the guide have the same precision.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The date, rounded to the millisecond, and limited to about 3,000 years around 1970.
    package init(_ date: Date) {
        // Int64 traps on a number beyond its range.
        let bounded = min(max(date.timeIntervalSince1970, -1e11), 1e11)
        milliseconds = Int64((bounded * 1000).rounded())
    }

    /// The time that the system clock shows.
    package static func now() -> Timestamp {
        Timestamp(Date())
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The time after a duration, of which fractions of a millisecond are dropped.
    package static func + (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(milliseconds: left.milliseconds + right.wholeMilliseconds)
    }

    /// How long `left` is after `right`; negative if it is before.
    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Timestamp: CustomStringConvertible {
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    private static let styleOfWholeSeconds = Date.ISO8601FormatStyle()

    /// RFC 3339, UTC, with milliseconds: `2024-01-10T20:45:51.781Z`.
    package var description: String {
        // A Date stores its fraction in a double, and formatting truncates it: .781 would be printed as .780.
        let (seconds, fraction) = milliseconds.flooredQuotientAndRemainder(dividingBy: 1000)
        let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(Self.styleOfWholeSeconds)
        let digits = "\(fraction)"
        return whole.dropLast() + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
    }

    /// Reads RFC 3339, with or without a fraction and with any offset, or a number of seconds or milliseconds since
    /// 1970. It is `nil` if the text is none of these.
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

    /// Seconds or milliseconds since 1970. Numbers beyond 10¹¹ are milliseconds: as seconds they would be after the
    /// year 5000.
    init?(number: Double) {
        guard number.isFinite, number > 0, number < 1e14 else { return nil }
        self.init(milliseconds: Int64(number > 1e11 ? number : number * 1000))
    }
}

extension Int64 {
    /// The remainder is never negative, so that the fraction of a time before 1970 counts forwards too.
    fileprivate func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension Duration {
    /// In milliseconds, rounded towards zero.
    package var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
