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
    /// - Throws: ``PushPayloadError`` with words for whoever delivered it; it quotes nothing of the payload.
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

/// Why a payload is not a push. The words name keys, never values.
package struct PushPayloadError: Error, Equatable {
    package let detail: String

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
