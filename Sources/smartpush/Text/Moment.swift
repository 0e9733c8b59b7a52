import FoundationEssentials

/// Times as the API has them, and as a person reads them.
enum Moment {
    /// Seconds since 1970 of an RFC 3339 time, with or without a fraction.
    static func seconds(_ text: String) -> Double? {
        let whole = Date.ISO8601FormatStyle()
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let date = (try? fractional.parse(text)) ?? (try? whole.parse(text))
        return date?.timeIntervalSince1970
    }

    static func now() -> Double {
        Date().timeIntervalSince1970
    }

    /// `1:42 left`; `0:00 left` from the last second on, since the daemon, not this clock, says that it has expired.
    static func left(until text: String, now: Double) -> String {
        guard let end = seconds(text) else { return "" }
        let left = Int(max(0, min(end - now, 1e9)))
        let (hours, minutes, seconds) = (left / 3600, left / 60 % 60, left % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds)) left" : "\(minutes):\(two(seconds)) left"
    }

    /// `5 s`, `3 min`, `2 h`, `4 d`; nothing for what is no time.
    static func age(of text: String, now: Double) -> String {
        guard let start = seconds(text) else { return "" }
        return span(now - start)
    }

    static func span(_ seconds: Double) -> String {
        let seconds = Int(max(0, min(seconds, 1e12)))
        return switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min"
        case ..<86400: "\(seconds / 3600) h"
        default: "\(seconds / 86400) d"
        }
    }

    /// `12:04:31` where the user is.
    static func clock(_ text: String) -> String {
        guard let fields = local(text) else { return text }
        return "\(two(fields.hour)):\(two(fields.minute)):\(two(fields.second))"
    }

    /// `2026-11-24 12:04:31` where the user is.
    static func dateAndClock(_ text: String) -> String {
        guard let fields = local(text) else { return text }
        return "\(fields.year)-\(two(fields.month))-\(two(fields.day)) \(clock(text))"
    }

    private static func local(_ text: String) -> LocalTime? {
        guard let seconds = seconds(text), abs(seconds) < 1e12 else { return nil }
        return CLibrary.localTime(Int(seconds))
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
