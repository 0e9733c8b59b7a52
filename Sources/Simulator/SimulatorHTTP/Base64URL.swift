import FoundationEssentials

extension Sequence<UInt8> {
    /// The bytes in base64url (RFC 4648, section 5) without padding, as OpenID Connect uses it everywhere.
    package var base64URL: String {
        Data(self).base64EncodedString().filter { $0 != "=" }
            .replacing("+", with: "-").replacing("/", with: "_")
    }
}
