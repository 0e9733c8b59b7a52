package import FoundationEssentials

/// The content of a push: a sign-in waits for an answer. It is untrusted until the server answers the acknowledgement.
///
/// A `baseurl` in a push is ignored: only an enrolled server is ever called.
package struct PushPayload: Sendable, Equatable {
    /// The id that the first step uses up. It also identifies the push, should it come twice.
    package var exchangeID: Secret<String>
    /// The tenant that the sign-in is for; `nil` if the push does not say. See ``fits(tenantKey:sub:)``.
    package var tenantKey: String?
    /// The user at that tenant: the subject identifier (OpenID Connect Core 1.0, 2), which may be masked with `*`. It is
    /// `nil` only in an item of a pending list.
    package var sub: String?
    /// The tenant's name, for display.
    package var tenantName: String?
    /// The method that is asked for, as the server named it.
    package var verificationType: String
    /// When the sign-in expires, by the server's clock; `nil` if the push does not say.
    package var expiresAt: Timestamp?
    /// The id for status requests; only older pushes and some pending lists have it.
    package var statusID: Secret<String>?
    /// What the push reports about the sign-in.
    package var signIn: SignIn

    package init(
        exchangeID: Secret<String>, tenantKey: String?, sub: String?, tenantName: String? = nil,
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

    /// Whether it asks for `PUSH`, the only method that this device supports.
    package var isPush: Bool {
        verificationType.uppercased() == "PUSH"
    }

    /// Reads a push in any of the forms in which it can arrive.
    ///
    /// It accepts the object itself, an FCM data map that has it as a string under the key `data`, and an FCM message
    /// around such a map (`message.data` or `data`). Unknown keys are ignored.
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
    /// There is no such key.
    case missing(String)
    /// The value of the key has another JSON type.
    case wrongType(String)
    /// The value of the key is missing, empty, or of the wrong type.
    case unusable(String)
    /// The value of the key, if one is known, has no meaning here.
    case incomprehensible(String?)
    /// The value of the key has more than 512 bytes.
    case tooLong(String)
    /// FCM messages inside FCM messages.
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
