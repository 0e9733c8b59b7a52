/// A push, without the messages that it is wrapped in.
struct PushEnvelope: Decodable {
    let payload: PushPayload

    /// An FCM message contains a data map, which contains a string, which contains the push. These are four levels, and
    /// no sender needs more.
    private static let deepest = 4

    private enum CodingKeys: String, CodingKey {
        case data
        case message
        case exchangeID = "exchange_id"
        case camelExchangeID = "exchangeId"
    }

    init(from decoder: any Decoder) throws {
        try self.init(from: decoder, depth: 0)
    }

    private init(from decoder: any Decoder, depth: Int) throws {
        guard depth < Self.deepest else { throw PushPayloadError.nestedTooDeeply }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if container.contains(.exchangeID) || container.contains(.camelExchangeID) {
            payload = try WirePush(from: decoder).payload()
        } else if let text = try? container.decode(String.self, forKey: .data) {
            payload = try decodeJSON(PushEnvelope.self, from: text).payload
        } else if container.contains(.data) {
            payload = try Self(from: container.superDecoder(forKey: .data), depth: depth + 1).payload
        } else if (try? container.nestedContainer(keyedBy: CodingKeys.self, forKey: .message)) != nil {
            // In a bare push, `message` is the text for the user.
            payload = try Self(from: container.superDecoder(forKey: .message), depth: depth + 1).payload
        } else {
            throw PushPayloadError.missing("exchange_id")
        }
    }
}
