package import FoundationEssentials

/// What a push says: that a sign-in waits for an answer. It is untrusted until the server answers the acknowledgement.
///
/// A `baseurl` in a push is not read: only an enrolled server is ever called.
package struct PushPayload: Sendable, Equatable {
    package var exchangeID: Secret<String>
    package var tenantKey: String
    package var sub: String
    package var tenantName: String?
    package var verificationType: String
    /// In the server's time; `nil` where the push does not say.
    package var expiresAt: Timestamp?
    /// Only in older pushes and in some pending lists.
    package var statusID: Secret<String>?
    package var signIn: SignIn

    package init(
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
    package var isPush: Bool {
        verificationType.uppercased() == "PUSH"
    }

    /// Reads a push in any of the forms in which one arrives.
    ///
    /// Taken are the object itself, an FCM data map whose key `data` holds it as a string, and an FCM message around
    /// such a map (`message.data` or `data`). Unknown keys are passed over.
    /// - Parameter json: one JSON object.
    /// - Throws: ``PushPayloadError``; it quotes nothing of the payload.
    package init(json: Data) throws(PushPayloadError) {
        do {
            self = try JSONDecoder().decode(PushEnvelope.self, from: json).payload
        } catch let error as PushPayloadError {
            throw error
        } catch {
            throw PushPayloadError(describing: error)
        }
    }
}

/// Why a payload is not a push. It names keys, never values.
package enum PushPayloadError: Error, Sendable, Equatable {
    case notJSON
    case notAnObject
    case missing(String)
    case wrongType(String)
    /// Missing, empty or of the wrong type.
    case unusable(String)
    /// Of a key, where one is known: its value has no meaning here.
    case incomprehensible(String?)
    /// More than 512 bytes.
    case tooLong(String)
    /// An FCM message in an FCM message, and so on.
    case nestedTooDeeply

    init(describing error: any Error) {
        guard let error = error as? DecodingError else {
            self = .notAnObject
            return
        }
        self =
            switch error {
            case .keyNotFound(let key, _): .missing(key.stringValue)
            case .valueNotFound(_, let context), .typeMismatch(_, let context):
                Self.place(context).map { .wrongType($0) } ?? .notAnObject
            case .dataCorrupted(let context): Self.place(context).map { .incomprehensible($0) } ?? .notJSON
            @unknown default: .incomprehensible(nil)
            }
    }

    private static func place(_ context: DecodingError.Context) -> String? {
        context.codingPath.last?.stringValue
    }
}
