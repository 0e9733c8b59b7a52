import FoundationEssentials
import LocalAPIModel
import Messages
import PushExchange
import PushStore

extension Enrollment {
    /// - Throws: ``Problem`` if a value is impossible. It quotes no value, because some are secret.
    init(_ request: EnrollRequest, id: String, at now: Timestamp) throws {
        self.init(
            id: id, name: Self.name(request.name), baseURL: try BaseURL.checked(request.baseURL),
            tenantKey: try EnrollRequest.checked(request.tenantKey, "tenant_key"), tenantName: request.tenantName,
            sub: try EnrollRequest.checked(request.sub, "sub"),
            device: DeviceCredentials(
                clientID: Secret(try EnrollRequest.checked(request.clientID, "client_id")),
                deviceID: Secret(try EnrollRequest.checked(request.deviceID, "device_id")),
                pushID: Secret(try EnrollRequest.checked(request.pushID, "push_id"))
            ),
            pathSet: request.pathSet == .v2 ? .v2 : .guide, createdAt: now
        )
    }

    /// The name to store for one that a user gave: `nil` if that is empty or only white space.
    static func name(_ given: String?) -> String? {
        given.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}

extension EnrollRequest {
    /// Checks a value that comes from a server or is sent to one: it must not be empty and has to fit in a request.
    static func checked(_ value: String, _ key: String) throws -> String {
        guard !value.isEmpty else { throw Problem(.invalidRequest, .emptyValue(key: key)) }
        guard value.unicodeScalars.count <= 4_096 else {
            throw Problem(.invalidRequest, .longValue(key: key))
        }
        return value
    }
}

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

    /// Follows RFC 6761 (section 6.3), RFC 1122 (section 3.2.1.3) and RFC 4291 (section 2.5.3).
    private static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host == "[::1]" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return octets.count == 4 && octets.first == 127 && !octets.contains(nil)
    }
}
