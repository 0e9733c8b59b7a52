import PushExchange

/// The object around an answer: `{success, status, data}`.
struct Envelope<Payload: Decodable>: Decodable {
    let success: Bool?
    let data: Payload?

    private enum CodingKeys: String, CodingKey {
        case success
        case data
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        success = container.text(.success).flatMap { Bool($0) }
        guard success != nil || container.contains(.data) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not an envelope"))
        }
        // If the server reports a failure, nothing else in the answer can make it a success.
        data = success == false ? nil : try container.decodeIfPresent(Payload.self, forKey: .data)
    }
}

/// `success` alone, whatever the rest of the answer is.
struct Success: Decodable {
    let success: Bool?

    private enum CodingKeys: String, CodingKey {
        case success
    }

    init(from decoder: any Decoder) throws {
        success = try decoder.container(keyedBy: CodingKeys.self).text(.success).flatMap { Bool($0) }
    }
}

/// The `data` of the answers to steps.
struct StepData: Decodable {
    let exchangeID: LenientExchangeID?
    let expiresAt: Timestamp?
    let statusID: Secret<String>?
    let choices: [String]?
    let signIn: SignIn

    private enum CodingKeys: String, CodingKey {
        case exchangeID = "exchange_id"
        case expiresAt = "expires_at"
        case statusID = "status_id"
        case choices = "push_random_numbers"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // The step was taken, even if parts of the answer can't be understood. Without an id there is no next step;
        // without numbers the user types the one that the web page shows.
        exchangeID = try? container.decodeIfPresent(LenientExchangeID.self, forKey: .exchangeID)
        expiresAt = container.time(.expiresAt)
        statusID = container.text(.statusID).map { Secret($0) }
        choices = try? container.decodeIfPresent(LenientList.self, forKey: .choices)?.value.nilIfEmpty
        signIn = try WireSignIn(from: decoder).value
    }
}

struct StatusData: Decodable {
    let status: String?

    private enum CodingKeys: String, CodingKey {
        case status
    }

    init(from decoder: any Decoder) throws {
        status = try decoder.container(keyedBy: CodingKeys.self).text(.status)
    }
}

/// An item of a list, `nil` if it can't be understood.
struct Lossy<Item: Decodable>: Decodable {
    let value: Item?

    init(from decoder: any Decoder) throws {
        value = try? Item(from: decoder)
    }
}

/// An error in either form: `error{code}`, or `code` beside `error`.
struct ErrorEnvelope: Decodable {
    let code: String?

    private enum CodingKeys: String, CodingKey {
        case error
        case code
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let nested = try? container.nestedContainer(keyedBy: CodingKeys.self, forKey: .error)
        code = (nested?.text(.code) ?? container.text(.code)).flatMap(Self.printable)
    }

    /// A code is displayed and logged, so it must look like one: a server could send a secret in its place.
    private static func printable(_ code: String) -> String? {
        let allowed = code.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_")
        }
        return allowed && code.utf8.count <= 16 ? code : nil
    }
}

extension Array {
    fileprivate var nilIfEmpty: Self? { isEmpty ? nil : self }
}
