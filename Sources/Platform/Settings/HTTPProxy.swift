package import PushExchange

/// A proxy that connects to servers on request (CONNECT; RFC 9110, 9.3.6).
package struct HTTPProxy: Sendable, Equatable {
    package var host: String
    package var port: Int
    package var login: Login?

    /// What the proxy asks for (Basic; RFC 7617).
    package struct Login: Sendable, Equatable {
        package var user: Secret<String>
        package var password: Secret<String>
    }

    /// As curl(1) has it for a proxy.
    private static let defaultPort = 1080

    /// - Parameter url: `http://host:port`, or `host:port`. Before the host there can be `user:password@`,
    ///   percent-encoded.
    /// - Throws: why it can't be used.
    package init(_ url: String) throws(Fault) {
        var rest = url[...]
        if let mark = rest.firstRange(of: "://") {
            let scheme = rest[..<mark.lowerBound].lowercased()
            guard scheme == "http" else { throw Self.otherKinds.contains(scheme) ? .otherKind(scheme) : .notAURL }
            rest = rest[mark.upperBound...]
        }
        // An unencoded @ in a password is a common mistake, and its meaning is clear.
        if let mark = rest.lastIndex(of: "@") {
            login = try Self.login(rest[..<mark])
            rest = rest[mark...].dropFirst()
        }
        if rest.last == "/" { rest = rest.dropLast() }
        let end = rest.first == "[" ? rest.firstIndex(of: "]").map { rest.index(after: $0) } : rest.lastIndex(of: ":")
        host = String(rest[..<(end ?? rest.endIndex)])
        port = try Self.port(rest[(end ?? rest.endIndex)...])
        guard Self.isHost(host) else { throw .notAURL }
    }

    /// Why a text names no proxy that can be used. It does not contain the text, which can have a password in it.
    package enum Fault: Error, Sendable, Equatable {
        case notAURL
        /// A proxy of a kind that is not supported, by its scheme, such as `https` or `socks5`.
        case otherKind(String)
    }

    private static let otherKinds: Set<String> = ["https", "socks", "socks4", "socks4a", "socks5", "socks5h"]

    private static func login(_ text: Substring) throws(Fault) -> Login {
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        guard let user = percentDecoded(text[..<colon]), let password = percentDecoded(text[colon...].dropFirst())
        else { throw .notAURL }
        return Login(user: Secret(user), password: Secret(password))
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard let code = Substring(rest.prefix(2)).hexByte else { return nil }
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func port(_ text: Substring) throws(Fault) -> Int {
        guard text.first == ":" else {
            guard text.isEmpty else { throw .notAURL }
            return defaultPort
        }
        guard let port = Int(text.dropFirst()), (1...65_535).contains(port) else { throw .notAURL }
        return port
    }

    private static func isHost(_ text: String) -> Bool {
        if IPAddress(text) != nil { return true }
        return !text.isEmpty
            && text.utf8.allSatisfy {
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                    || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")].contains($0)
            }
    }
}

extension Substring {
    /// Two hexadecimal digits as a number.
    fileprivate var hexByte: UInt8? {
        utf8.count == 2 && allSatisfy { $0.isASCII && $0.isHexDigit } ? UInt8(self, radix: 16) : nil
    }
}
