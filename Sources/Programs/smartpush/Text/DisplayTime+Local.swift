import Messages

extension DisplayTime {
    /// Such as `12:04:31`, in the user's time zone.
    static func clock(_ text: String) -> String {
        guard let fields = local(text) else { return text }
        return "\(two(fields.hour)):\(two(fields.minute)):\(two(fields.second))"
    }

    /// Such as `2026-11-24 12:04:31`, in the user's time zone.
    static func dateAndClock(_ text: String) -> String {
        guard let fields = local(text) else { return text }
        return "\(fields.year)-\(two(fields.month))-\(two(fields.day)) \(clock(text))"
    }

    private static func local(_ text: String) -> LocalTime? {
        guard let seconds = seconds(text), abs(seconds) < 1e12 else { return nil }
        return CLibrary.localTime(Int(seconds))
    }
}
