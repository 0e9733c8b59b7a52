/// Text where other releases of the server had a number or a boolean: `code`, `latitude`, `status`.
package struct LenientText: Decodable, Sendable {
    package let value: String

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            value = text
        } else if let number = try? container.decode(Int64.self) {
            value = String(number)
        } else if let number = try? container.decode(Double.self) {
            value = String(number)
        } else {
            value = String(try container.decode(Bool.self))
        }
    }
}

/// A time as text in RFC 3339, or as a number of seconds or milliseconds since 1970, itself a number or text.
package struct LenientTime: Decodable, Sendable {
    package let value: Timestamp

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(LenientText.self).value
        guard let value = Timestamp(parsing: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time")
        }
        self.value = value
    }
}

/// A list of texts, also where it was put into a string, as the values of an FCM data map are.
package struct LenientList: Decodable, Sendable {
    package let value: [String]

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let list = try? container.decode([LenientText].self) {
            value = list.map(\.value)
        } else {
            value = try decodeJSON([LenientText].self, from: container.decode(String.self)).map(\.value)
        }
    }
}

/// An `exchange_id`: text, or an object that has it with its expiry, or that object put into a string.
package struct LenientExchangeID: Decodable, Sendable {
    package let value: Secret<String>
    package let expiresAt: Timestamp?

    private enum CodingKeys: String, CodingKey {
        case exchangeID = "exchange_id"
        case expiresAt = "expires_at"
    }

    package init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: CodingKeys.self) {
            let id = try container.decode(LenientText.self, forKey: .exchangeID).value
            try self.init(id, expiresAt: container.time(.expiresAt), codingPath: decoder.codingPath)
            return
        }
        let text = try decoder.singleValueContainer().decode(LenientText.self).value
        if text.hasPrefix("{") {
            self = try decodeJSON(LenientExchangeID.self, from: text)
        } else {
            try self.init(text, expiresAt: nil, codingPath: decoder.codingPath)
        }
    }

    private init(_ id: String, expiresAt: Timestamp?, codingPath: [any CodingKey]) throws {
        guard !id.isEmpty, id.utf8.count <= 512 else {
            throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "no usable exchange_id"))
        }
        value = Secret(id)
        self.expiresAt = expiresAt
    }
}

extension KeyedDecodingContainer {
    /// The text at a key; `nil` where there is none, where it is empty, or something else stands there: what is only
    /// shown must not make a sign-in fail. Cut to 2,000 characters as Unicode counts them: what a reader takes for one has
    /// no bound.
    package func text(_ key: Key) -> String? {
        guard let text = try? decodeIfPresent(LenientText.self, forKey: key)?.value, !text.isEmpty else { return nil }
        return text.utf8.count <= 2_000 ? text : String(text.unicodeScalars.prefix(2_000))
    }

    /// The time at a key; `nil` where there is none that can be read.
    package func time(_ key: Key) -> Timestamp? {
        try? decodeIfPresent(LenientTime.self, forKey: key)?.value
    }
}
