import Messages

extension DisplayTime {
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
}
