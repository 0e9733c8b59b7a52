import FoundationEssentials
import LocalAPIModel
import Messages

/// The address of a server. Plain HTTP is allowed only on this machine, because it would show credentials to the
/// network.
enum BaseURL {
    /// - Returns: the URL without a trailing slash.
    static func checked(_ text: String) throws -> String {
        guard text.utf8.count <= 2_048, let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            let host = url.host(percentEncoded: false), !host.isEmpty
        else { throw Problem(.invalidRequest, .baseURL(.notAURL)) }
        guard url.user == nil, url.password == nil, url.query == nil, url.fragment == nil, !text.contains("@") else {
            throw Problem(.invalidRequest, .baseURL(.withUserQueryOrFragment))
        }
        guard scheme == "https" || scheme == "http" && isLoopback(host) else {
            throw Problem(.invalidRequest, .baseURL(.notHTTPS))
        }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.invalidRequest, .baseURL(.wrongCharacter))
        }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }

    /// The origin of a URL that was checked: scheme, host and port (RFC 6454, 4), in lower case.
    static func origin(of baseURL: String) -> String {
        guard let url = URL(string: baseURL), let scheme = url.scheme?.lowercased(),
            let host = url.host(percentEncoded: true)?.lowercased()
        else { return baseURL }
        let standard = scheme == "https" ? 443 : 80
        let port = url.port.flatMap { $0 == standard ? nil : ":\($0)" } ?? ""
        return scheme + "://" + (host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host) + port
    }

    /// Follows RFC 6761 (section 6.3), RFC 1122 (section 3.2.1.3) and RFC 4291 (section 2.5.3).
    private static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host == "[::1]" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return octets.count == 4 && octets.first == 127 && !octets.contains(nil)
    }
}
