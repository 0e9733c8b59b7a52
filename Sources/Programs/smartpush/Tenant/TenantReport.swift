import FoundationEssentials

/// What can be known of a tenant from outside. It contains nothing secret, so it can be shown to others.
struct TenantReport: Encodable, Equatable {
    var smartpush: String
    var checkedAt: String
    var server: String
    /// `nil` if the server is called directly.
    var proxy: Proxy?
    /// One of its addresses; `nil` if a proxy looks it up, or if it has none.
    var address: String?
    /// `nil` without TLS, or if there is no connection.
    var tls: TLS?
    /// Seconds, by which this machine's clock is ahead; 0 for a difference that the answer's way explains.
    var clockAhead: Int?
    var login: Login?
    var calls: [Call] = []
    /// Why the server could not be asked, in English.
    var failure: String?

    struct Proxy: Encodable, Equatable {
        var host: String
        var port: Int
        /// The key or the variable that names it.
        var source: String
    }

    struct TLS: Encodable, Equatable {
        var version: String
        var certificateEndsAt: String
        var issuer: String?
        var isTrusted: Bool

        private enum CodingKeys: String, CodingKey {
            case version
            case certificateEndsAt = "certificate_ends_at"
            case issuer
            case isTrusted = "trusted"
        }
    }

    /// What the OpenID configuration says.
    struct Login: Encodable, Equatable {
        var status: Int
        /// What is wrong with it, in English; `nil` if it can be used.
        var fault: String?
        var issuer: String?
        var authorizationEndpoint: String?
        var tokenEndpoint: String?
        /// `nil` if it does not say.
        var hasPKCE: Bool?
        /// Whether each scope that a login asks for is named; `nil` if no scopes are.
        var scopes: [String: Bool]?

        private enum CodingKeys: String, CodingKey {
            case status
            case fault
            case issuer
            case authorizationEndpoint = "authorization_endpoint"
            case tokenEndpoint = "token_endpoint"
            case hasPKCE = "pkce_s256"
            case scopes
        }
    }

    struct Call: Encodable, Equatable {
        var name: String
        var guide: Answer
        var v2: Answer
    }

    /// The answer to a request with an empty JSON object.
    struct Answer: Encodable, Equatable {
        var method: String
        var path: String
        /// `nil` without an answer.
        var status: Int?
        /// The server's code for its error, such as `VER_0004`.
        var code: String?
        /// Whether the path is served; `nil` if the answer does not tell.
        var isServed: Bool?

        private enum CodingKeys: String, CodingKey {
            case method
            case path
            case status
            case code
            case isServed = "served"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case smartpush
        case checkedAt = "checked_at"
        case server
        case proxy
        case address
        case tls
        case clockAhead = "clock_ahead"
        case login
        case calls
        case failure
    }
}

extension TenantReport.Answer {
    /// Sets what an answer says about its path. A path that is not served has 404, 405, 410 or 501, without the error
    /// that the server itself gives.
    mutating func read(status: Int, body: [UInt8]) {
        self.status = status
        let error = try? JSONDecoder().decode(ServerError.self, from: Data(body))
        code = error?.code
        switch status {
        // Some gateways put the status into an error of the same form.
        case 404, 405, 410, 501: isServed = error?.isOfServer == true && code != "\(status)"
        case 200..<300, 400, 401, 403, 409, 415, 417, 422: isServed = true
        default: isServed = error?.isOfServer == true ? true : nil
        }
    }
}

/// An error in either form of the servers: `error{code}` beside `success`, or `code` beside `error`.
private struct ServerError: Decodable {
    var code: String?
    var isOfServer: Bool

    private enum CodingKeys: String, CodingKey {
        case success
        case error
        case code
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let nested = try? container.nestedContainer(keyedBy: CodingKeys.self, forKey: .error)
        let found = nested.flatMap(Self.code) ?? Self.code(container)
        code = found.flatMap { $0.utf8.count <= 16 && $0.utf8.allSatisfy(Self.isOfCode) ? $0 : nil }
        isOfServer = container.contains(.success) || nested?.contains(.code) == true
    }

    private static func code(_ container: KeyedDecodingContainer<CodingKeys>) -> String? {
        (try? container.decode(String.self, forKey: .code))
            ?? (try? container.decode(Int.self, forKey: .code)).map { "\($0)" }
    }

    private static func isOfCode(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }
}
