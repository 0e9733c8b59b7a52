import FoundationEssentials

/// The ids that the daemon gives to exchanges, enrollments and scans.
enum LocalID {
    /// A new random id: a UUID (RFC 9562, 5.4) in small letters.
    static func make() -> String {
        // UUID() opens /dev/urandom each time. The generator calls getrandom(2), which costs a third of that.
        var generator = SystemRandomNumberGenerator()
        return UUID.random(using: &generator).uuidString.lowercased()
    }
}
