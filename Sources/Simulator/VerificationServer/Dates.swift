import FoundationEssentials

extension Date {
    /// RFC 3339 in UTC with milliseconds, the form of every time in a body.
    var rfc3339: String {
        // The formatter truncates, so a time just below a whole millisecond would lose one.
        let nearest = Date(timeIntervalSince1970: (timeIntervalSince1970 * 1_000).rounded() / 1_000 + 0.000_1)
        return nearest.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// IMF-fixdate (RFC 9110, section 5.6.7), the form of the `Date` header.
    var imfFixdate: String {
        let time = Self.utc.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: self)
        let weekday = Self.weekdays[(time.weekday ?? 1) - 1]
        let month = Self.months[(time.month ?? 1) - 1]
        let day = Self.padded(time.day ?? 1, to: 2)
        let year = Self.padded(time.year ?? 0, to: 4)
        let clock = [time.hour, time.minute, time.second].map { Self.padded($0 ?? 0, to: 2) }.joined(separator: ":")
        return "\(weekday), \(day) \(month) \(year) \(clock) GMT"
    }

    // The names are fixed by the RFC and do not depend on the locale.
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static let utc: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
