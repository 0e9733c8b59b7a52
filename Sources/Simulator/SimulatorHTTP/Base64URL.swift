import FoundationEssentials

extension Sequence<UInt8> {
    /// RFC 4648, section 5, without padding, as all of OpenID Connect has it.
    package var base64URL: String {
        Data(self).base64EncodedString().filter { $0 != "=" }
            .replacing("+", with: "-").replacing("/", with: "_")
    }
}
