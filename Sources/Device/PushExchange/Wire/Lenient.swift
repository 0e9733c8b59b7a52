/// A text, or a number or a boolean, which some releases of the server send instead: `code`, `latitude`, `status`.
package struct LenientText: Decodable, Sendable {
    /// The text, or the number or boolean as text.
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

/// A time: text in RFC 3339, or a number of seconds or milliseconds since 1970, as a JSON number or as text.
package struct LenientTime: Decodable, Sendable {
    /// The time.
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

/// A list of texts, or a string that contains one, as in the values of an FCM data map.
package struct LenientList: Decodable, Sendable {
    /// The texts.
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

/// An `exchange_id`: a text, an object of the id and its expiry, or a string that contains this object.
package struct LenientExchangeID: Decodable, Sendable {
    /// The id; at most 512 bytes.
    package let value: Secret<String>
    /// Its expiry, by the server's clock; `nil` if there is none with it.
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
    /// The text at a key; `nil` if there is none, if it is empty, or if the value has another type: a sign-in must not
    /// fail because of a value that is only displayed. It is cut to 2,000 Unicode scalars, because a `Character` can be
    /// of any length.
    package func text(_ key: Key) -> String? {
        // Nearly all values are strings, and for those this saves a decoder of their own.
        let string = try? decodeIfPresent(String.self, forKey: key)
        guard let text = string ?? (try? decodeIfPresent(LenientText.self, forKey: key)?.value), !text.isEmpty
        else { return nil }
        return text.utf8.count <= 2_000 ? text : String(text.unicodeScalars.prefix(2_000))
    }

    /// The text at the first of two keys that has one: servers spell some keys in two ways.
    package func text(_ key: Key, _ other: Key) -> String? {
        text(key) ?? text(other)
    }

    /// The time at the first of two keys that has one.
    package func time(_ key: Key, _ other: Key) -> Timestamp? {
        time(key) ?? time(other)
    }

    /// The time at a key; `nil` if there is none, or it can't be read.
    package func time(_ key: Key) -> Timestamp? {
        try? decodeIfPresent(LenientTime.self, forKey: key)?.value
    }
}
