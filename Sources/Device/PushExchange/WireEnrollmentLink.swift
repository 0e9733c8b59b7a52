import FoundationEssentials

/// The values of a link, in all the spellings that the published clients use.
struct WireEnrollmentLink: Decodable {
    private var baseURL: String?
    private var tenantKey: String?
    private var tenantName: String?
    private var sub: String?
    private var clientID: String?
    private var exchangeID: Secret<String>?
    private var pathSet: PathSet?

    private enum CodingKeys: String, CodingKey {
        case baseURL = "base_url"
        case otherBaseURL = "baseurl"
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case sub
        case clientID = "client_id"
        case otherClientID = "authenticator_client_id"
        case exchangeID = "exchange_id"
        case pathSet = "path_set"
    }

    init?(json: String) {
        guard let link = try? decodeJSON(Self.self, from: json) else { return nil }
        self = link
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        baseURL = container.text(.baseURL) ?? container.text(.otherBaseURL)
        tenantKey = container.text(.tenantKey)
        tenantName = container.text(.tenantName)
        sub = container.text(.sub)
        clientID = container.text(.clientID) ?? container.text(.otherClientID)
        exchangeID = try? container.decodeIfPresent(LenientExchangeID.self, forKey: .exchangeID)?.value
        pathSet = container.text(.pathSet).flatMap { PathSet(rawValue: $0) }
    }

    init?(url text: String) {
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = url.percentEncodedHost, !host.isEmpty, url.user == nil
        else { return nil }
        var values: [String: String] = [:]
        for part in [url.percentEncodedQuery, url.percentEncodedFragment] {
            let items = part.flatMap { URLComponents(string: "?" + $0)?.queryItems } ?? []
            for item in items where item.value?.isEmpty == false { values[item.name] = item.value }
        }
        func value(_ key: CodingKeys) -> String? { values[key.rawValue] }
        baseURL = value(.baseURL) ?? value(.otherBaseURL) ?? scheme + "://" + host + (url.port.map { ":\($0)" } ?? "")
        tenantKey = value(.tenantKey)
        tenantName = value(.tenantName)
        sub = value(.sub)
        clientID = value(.clientID) ?? value(.otherClientID)
        exchangeID = value(.exchangeID).map { Secret($0) }
        pathSet = value(.pathSet).flatMap { PathSet(rawValue: $0) }
    }

    func link() throws(EnrollmentLinkError) -> EnrollmentLink {
        EnrollmentLink(
            baseURL: try Self.required(baseURL, .baseURL), tenantKey: try Self.required(tenantKey, .tenantKey),
            tenantName: tenantName.map { String($0.unicodeScalars.prefix(200)) }, sub: try Self.required(sub, .sub),
            clientID: Secret(try Self.required(clientID, .clientID)),
            exchangeID: Secret(try Self.required(exchangeID?.reveal(), .exchangeID)), pathSet: pathSet
        )
    }

    private static func required(_ value: String?, _ key: CodingKeys) throws(EnrollmentLinkError) -> String {
        guard let value, value.utf8.count <= 512 else { throw .missing(key.rawValue) }
        return value
    }
}
