import FoundationEssentials

/// Times as the API has them, and as a person reads them.
package enum DisplayTime {
    /// Seconds since 1970 of an RFC 3339 time, with or without a fraction.
    package static func seconds(_ text: String) -> Double? {
        let whole = Date.ISO8601FormatStyle()
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let date = (try? fractional.parse(text)) ?? (try? whole.parse(text))
        return date?.timeIntervalSince1970
    }

    /// Seconds since 1970.
    package static func now() -> Double {
        Date().timeIntervalSince1970
    }

    /// `1:42`, or `1:02:05` from an hour on; `0:00` from the last second on, since the daemon, not this clock, says that
    /// something has expired.
    package static func countdown(_ seconds: Double) -> String {
        let left = Int(max(0, min(seconds, 1e9)))
        let (hours, minutes, seconds) = (left / 3600, left / 60 % 60, left % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds))" : "\(minutes):\(two(seconds))"
    }

    /// `5 s`, `3 min`, `2 h`, `4 d`, in any language; nothing for what is no time.
    package static func age(of text: String, now: Double) -> String {
        guard let start = seconds(text) else { return "" }
        return span(now - start)
    }

    /// A length of time in its largest unit, rounded down.
    package static func span(_ seconds: Double) -> String {
        let seconds = Int(max(0, min(seconds, 1e12)))
        return switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min"
        case ..<86400: "\(seconds / 3600) h"
        default: "\(seconds / 86400) d"
        }
    }

    /// With a zero in front where it is one digit.
    package static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
