public import FoundationEssentials

/// What a push says: that a sign-in waits for an answer. It is untrusted until the server answers the acknowledgement.
///
/// A `baseurl` in a push is not read: only an enrolled server is ever called.
public struct PushPayload: Sendable, Equatable {
    public var exchangeID: Secret<String>
    public var tenantKey: String
    public var sub: String
    public var tenantName: String?
    public var verificationType: String
    /// In the server's time; `nil` where the push does not say.
    public var expiresAt: Timestamp?
    /// Only in older pushes and in some pending lists.
    public var statusID: Secret<String>?
    public var signIn: SignIn

    public init(
        exchangeID: Secret<String>, tenantKey: String, sub: String, tenantName: String? = nil,
        verificationType: String = "PUSH", expiresAt: Timestamp? = nil, statusID: Secret<String>? = nil,
        signIn: SignIn = SignIn()
    ) {
        self.exchangeID = exchangeID
        self.tenantKey = tenantKey
        self.sub = sub
        self.tenantName = tenantName
        self.verificationType = verificationType
        self.expiresAt = expiresAt
        self.statusID = statusID
        self.signIn = signIn
    }

    /// Whether it asks for the one method that this device knows.
    public var isPush: Bool {
        verificationType.uppercased() == "PUSH"
    }

    /// Reads a push in any of the forms in which one arrives.
    ///
    /// Taken are the object itself, an FCM data map whose key `data` holds it as a string, and an FCM message around
    /// such a map (`message.data` or `data`). Unknown keys are passed over.
    /// - Parameter json: one JSON object.
    /// - Throws: ``PushPayloadError`` with words for whoever delivered it; it quotes nothing of the payload.
    public init(json: Data) throws(PushPayloadError) {
        do {
            self = try JSONDecoder().decode(PushEnvelope.self, from: json).payload
        } catch let error as PushPayloadError {
            throw error
        } catch {
            throw PushPayloadError(describing: error)
        }
    }
}

/// Why a payload is not a push. The words name keys, never values.
public struct PushPayloadError: Error, Equatable {
    public let detail: String

    init(_ detail: String) {
        self.detail = detail
    }

    init(describing error: any Error) {
        guard let error = error as? DecodingError else {
            self.init("not a JSON object")
            return
        }
        switch error {
        case .keyNotFound(let key, _): self.init("\(key.stringValue) is missing")
        case .valueNotFound(_, let context), .typeMismatch(_, let context):
            self.init(Self.place(context).map { "\($0) has the wrong type" } ?? "not a JSON object")
        case .dataCorrupted(let context):
            self.init(Self.place(context).map { "\($0) can't be understood" } ?? "not valid JSON")
        @unknown default: self.init("can't be understood")
        }
    }

    private static func place(_ context: DecodingError.Context) -> String? {
        context.codingPath.last?.stringValue
    }
}
