extension String {
    /// Encodes every byte that is not unreserved (RFC 3986, section 2.1), so that no parser takes one for a delimiter.
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
