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
    let sub: String?
    let account: String?
    let selectedNumber: Secret<String>?

    private enum CodingKeys: String, CodingKey {
        case exchangeID = "exchange_id"
        case expiresAt = "expires_at"
        case statusID = "status_id"
        case choices = "push_random_numbers"
        case selectedNumber = "push_selected_number"
        case sub
        case userInfo = "user_info"
        case camelExchangeID = "exchangeId"
        case camelExpiresAt = "expiresAt"
        case camelStatusID = "statusId"
        case camelChoices = "pushRandomNumbers"
        case camelSelectedNumber = "pushSelectedNumber"
        case camelUserInfo = "userInfo"
        case oldChoices = "randomNumbers"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // The step was taken, even if parts of the answer can't be understood. Without an id there is no next step;
        // without numbers the user types the one that the web page shows.
        exchangeID = container.first(LenientExchangeID.self, .exchangeID, .camelExchangeID)
        expiresAt = container.time(.expiresAt, .camelExpiresAt)
        statusID = container.text(.statusID, .camelStatusID).map { Secret($0) }
        choices = container.first(LenientList.self, .choices, .camelChoices, .oldChoices)?.value.nilIfEmpty
        signIn = try WireSignIn(from: decoder).value
        let user = container.first(UserInfo.self, .userInfo, .camelUserInfo)
        sub = container.text(.sub) ?? user?.sub
        account = user?.account
        selectedNumber = container.text(.selectedNumber, .camelSelectedNumber).map { Secret($0) }
    }
}

/// What the answer to the number of an enrollment says about its success. Old servers do not say it.
struct EnrollData: Decodable {
    let enrolled: Bool?

    private enum CodingKeys: String, CodingKey {
        case enrolled
    }

    init(from decoder: any Decoder) throws {
        enrolled = try decoder.container(keyedBy: CodingKeys.self).text(.enrolled).flatMap { Bool($0) }
    }
}

/// The user, as the server describes them. What nobody is shown is not read.
struct UserInfo: Decodable {
    let sub: String?
    /// The e-mail address, or else the name.
    let account: String?

    private enum CodingKeys: String, CodingKey {
        case sub
        case email
        case name
        case givenName = "given_name"
        case familyName = "family_name"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        sub = container.text(.sub)
        let parts = [container.text(.givenName), container.text(.familyName)].compactMap(\.self)
        let name = container.text(.name) ?? parts.joined(separator: " ")
        account = container.text(.email) ?? (name.isEmpty ? nil : name)
    }
}

/// The `data` of the configured list.
struct ConfiguredData: Decodable {
    let account: ConfiguredAccount

    private enum CodingKeys: String, CodingKey {
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case userInfo = "user_info"
        case camelTenantKey = "tenantKey"
        case camelTenantName = "tenantName"
        case camelUserInfo = "userInfo"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let user = container.first(UserInfo.self, .userInfo, .camelUserInfo)
        account = ConfiguredAccount(
            tenantKey: container.text(.tenantKey, .camelTenantKey),
            tenantName: container.text(.tenantName, .camelTenantName), sub: user?.sub,
            account: user?.account)
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

/// An error in either form: `error{code, error, …}`, or `code` beside `error` and `error_description`.
struct ErrorEnvelope: Decodable {
    let code: String?
    /// What the server says, unchecked.
    let words: String?
    let reference: String?
    /// Whether it has a form that only the server itself uses.
    let isOfServer: Bool

    private enum CodingKeys: String, CodingKey {
        case success
        case error
        case code
        case description = "error_description"
        case moreInfo
        case reference = "referenceNumber"
        case shortReference = "refnumber"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let nested = try? container.nestedContainer(keyedBy: CodingKeys.self, forKey: .error)
        let parts = [nested, container].compactMap(\.self)
        func first(_ keys: CodingKeys...) -> String? {
            parts.lazy.flatMap { part in keys.lazy.compactMap { part.text($0) } }.first
        }
        code = first(.code).flatMap(Self.printable)
        words = first(.description, .error, .moreInfo)
        reference = first(.reference, .shortReference).flatMap(SupportReference.init)?.text
        isOfServer = container.text(.success) == "false" || nested?.contains(.code) == true
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

extension KeyedDecodingContainer {
    /// The value at the first of these keys that has one of this type.
    fileprivate func first<Value: Decodable>(_ type: Value.Type, _ keys: Key...) -> Value? {
        keys.lazy.compactMap { try? decodeIfPresent(type, forKey: $0) }.first
    }
}

/// The server's reference of a request, which can be shown and logged.
struct SupportReference: Equatable {
    let text: String

    /// - Returns: `nil` if the text does not look like a reference: 1 to 64 letters, digits and `-_.:`.
    init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-_.:".utf8.contains(byte)
        }
        guard isPlain, (1...64).contains(text.utf8.count) else { return nil }
        self.text = text
    }
}
