extension String {
    /// RFC 3986, section 2.1: all but what is unreserved, so that no reader takes anything of it for something else.
    var percentEncoded: String {
        utf8.map { byte in
            let scalar = UnicodeScalar(byte)
            if Self.unreserved.contains(scalar) { return String(scalar) }
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }

    private static let unreserved = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".unicodeScalars)
}
