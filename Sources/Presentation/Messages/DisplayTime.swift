import FoundationEssentials

/// Reads the API's times and formats them for the user.
package enum DisplayTime {
    /// Seconds since 1970 for an RFC 3339 time, with or without a fraction; `nil` for any other text.
    package static func seconds(_ text: String) -> Double? {
        let whole = Date.ISO8601FormatStyle()
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let date = (try? fractional.parse(text)) ?? (try? whole.parse(text))
        return date?.timeIntervalSince1970
    }

    /// The current time in seconds since 1970.
    package static func now() -> Double {
        Date().timeIntervalSince1970
    }

    /// Such as `1:42`, or `1:02:05` from one hour on. It stops at `0:00`, because the daemon, and not this clock,
    /// decides that something has expired.
    package static func countdown(_ seconds: Double) -> String {
        let left = Int(max(0, min(seconds, 1e9)))
        let (hours, minutes, seconds) = (left / 3600, left / 60 % 60, left % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds))" : "\(minutes):\(two(seconds))"
    }

    /// How long ago the RFC 3339 time `text` was, such as `3 min`, the same in all languages. Empty if it is not a
    /// time.
    package static func age(of text: String, now: Double) -> String {
        guard let start = seconds(text) else { return "" }
        return span(now - start)
    }

    /// A number of seconds in its largest unit, rounded down: `5 s`, `3 min`, `2 h` or `4 d`.
    package static func span(_ seconds: Double) -> String {
        let seconds = Int(max(0, min(seconds, 1e12)))
        return switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min"
        case ..<86400: "\(seconds / 3600) h"
        default: "\(seconds / 86400) d"
        }
    }

    /// The number with at least two digits.
    package static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
