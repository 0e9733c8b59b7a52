import FoundationEssentials

/// What a text that may be an enrollment link says, in all the spellings that published clients use.
struct LinkValues {
    /// What a link can say apart from the exchange id.
    enum Key: Hashable {
        case baseURL
        case clientID
        case pathSet
        case sub
        case tenantKey
        case tenantName

        /// - Parameter name: the name in the link; its case, `_` and `-` do not matter.
        fileprivate init?(_ name: String) {
            switch name.normalized {
            case "baseurl": self = .baseURL
            case "clientid", "authenticatorclientid": self = .clientID
            case "pathset": self = .pathSet
            case "sub": self = .sub
            case "tenantkey": self = .tenantKey
            case "tenantname": self = .tenantName
            default: return nil
            }
        }
    }

    /// The id that the scan uses up; `nil` if none is found, or several that could be it.
    private(set) var exchangeID: Secret<String>?
    private var values: [Key: String] = [:]

    subscript(key: Key) -> String? { values[key] }

    private mutating func note(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty, value.utf8.count <= Self.longest else { return }
        if name.normalized == "exchangeid" {
            exchangeID = exchangeID ?? Secret(value)
        } else if let key = Key(name) {
            values[key] = values[key] ?? value
        }
    }

    // MARK: Forms

    /// Reads a text that is nothing but an id.
    init?(bareID text: String) {
        guard text.isPossibleID else { return nil }
        exchangeID = Secret(text)
    }

    /// Reads a JSON object, also the server's answer to the initiation, whose values are in `data`.
    init?(json text: String) {
        guard let object = try? decodeJSON(LinkObject.self, from: text) else { return nil }
        for (name, value) in object.texts { note(name, value) }
        exchangeID = object.exchangeID ?? exchangeID
    }

    /// Reads a URI of any scheme (RFC 3986). A user in it would only serve to make it look like another one.
    init?(uri text: String) {
        guard let uri = URLComponents(string: text), let scheme = uri.scheme?.lowercased(), uri.user == nil else {
            return nil
        }
        let parts = [uri.percentEncodedFragment, uri.percentEncodedQuery].compactMap(\.self)
        let items = parts.flatMap { URLComponents(string: "?" + $0)?.queryItems ?? [] }
        for item in items { note(item.name, item.value) }
        if scheme == "https" || scheme == "http", values[.baseURL] == nil {
            guard let host = uri.percentEncodedHost, !host.isEmpty else { return nil }
            values[.baseURL] = scheme + "://" + host + (uri.port.map { ":\($0)" } ?? "")
        }
        if exchangeID == nil { exchangeID = Self.unnamedID(in: uri, items) }
    }

    /// An id that stands in a URI without its name: the only UUID among the values, or the last part of the path. Where a
    /// scheme has no servers, what looks like a host is the first part of the path.
    private static func unnamedID(in uri: URLComponents, _ items: [URLQueryItem]) -> Secret<String>? {
        let values = items.filter { Key($0.name) == nil }.flatMap { [$0.name, $0.value ?? ""] }
        let last = uri.path.split(separator: "/").last.map(String.init)
        let found = Set((values + [last ?? "", uri.host ?? ""]).filter(\.isUUID))
        guard found.isEmpty else { return found.count == 1 ? found.first.map { Secret($0) } : nil }
        // Words of a path, such as `enrollment`, have no digits.
        guard let last, last.isPossibleID, last.contains(where: \.isNumber) else { return nil }
        return Secret(last)
    }

    private static let longest = 512
}

/// A JSON object in a QR code.
private struct LinkObject: Decodable {
    var texts: [(String, String)] = []
    var exchangeID: Secret<String>?

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            if key.stringValue.normalized == "exchangeid" {
                exchangeID = try? container.decode(LenientExchangeID.self, forKey: key).value
            } else if let text = container.text(key) {
                texts.append((key.stringValue, text))
            } else if key.stringValue == "data", let inner = try? container.decode(LinkObject.self, forKey: key) {
                texts += inner.texts
                exchangeID = exchangeID ?? inner.exchangeID
            }
        }
    }
}

extension String {
    /// The text in lower case, without `_` and `-`.
    fileprivate var normalized: String {
        lowercased().filter { $0 != "_" && $0 != "-" }
    }

    /// Whether it has the form of a UUID (RFC 9562, 4).
    fileprivate var isUUID: Bool {
        let groups = split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.joined().utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
            }
    }

    /// Whether it can be an id: 8 to 512 of the characters that need no escape in a URI (RFC 3986, 2.3).
    fileprivate var isPossibleID: Bool {
        (8...512).contains(utf8.count)
            && utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "-._~".utf8.contains(byte)
            }
    }
}
