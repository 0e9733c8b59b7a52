/// The content of the link or QR code that a web page shows to the device that is to be enrolled.
///
/// Only the exchange id is needed; the rest are hints. It is untrusted, because anyone can make such a link: a server
/// that only the link names is not called before the user has confirmed it, and the link itself is never fetched.
package struct EnrollmentLink: Sendable, Equatable {
    /// The id that the scan uses up. Until it is used or expires, anyone who has it can enroll a device.
    package var exchangeID: Secret<String>
    /// The server that the link names, or the origin of an `https` or `http` link; not checked yet.
    package var baseURL: String?
    /// The tenant that the device is enrolled at.
    package var tenantKey: String?
    /// The tenant's name, for display; at most 200 characters.
    package var tenantName: String?
    /// The user, by the subject identifier (OpenID Connect Core 1.0, 2).
    package var sub: String?
    /// The id of the client that the device is enrolled for.
    package var clientID: Secret<String>?
    /// The paths of the server; `nil` if the link does not say.
    package var pathSet: PathSet?

    package init(
        exchangeID: Secret<String>, baseURL: String? = nil, tenantKey: String? = nil, tenantName: String? = nil,
        sub: String? = nil, clientID: Secret<String>? = nil, pathSet: PathSet? = nil
    ) {
        self.exchangeID = exchangeID
        self.baseURL = baseURL
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.sub = sub
        self.clientID = clientID
        self.pathSet = pathSet
    }

    /// Reads a URI of any scheme, a JSON object, or a bare id. What is not known is ignored.
    ///
    /// No published client shows how such a link looks. So the id is looked for where it can be: under its name in the
    /// query or the fragment, as the only UUID there, or as the last part of the path.
    /// - Throws: ``EnrollmentLinkError``; it quotes nothing of the text.
    package init(_ text: String) throws(EnrollmentLinkError) {
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        let text = text.trimmed
        let found: LinkValues? =
            if text.hasPrefix("{") {
                LinkValues(json: text)
            } else if text.contains(":") {
                LinkValues(uri: text)
            } else {
                LinkValues(bareID: text)
            }
        guard let found else { throw .notALink }
        guard let id = found.exchangeID else { throw .missing("exchange_id") }
        self.init(
            exchangeID: id, baseURL: found[.baseURL], tenantKey: found[.tenantKey],
            tenantName: found[.tenantName].map { String($0.unicodeScalars.prefix(200)) }, sub: found[.sub],
            clientID: found[.clientID].map { Secret($0) },
            pathSet: found[.pathSet].flatMap { PathSet(rawValue: $0) })
    }

    private static let longest = 16_384
}

/// Why a text is not an enrollment link. It names keys, never values.
package enum EnrollmentLinkError: Error, Sendable, Equatable {
    /// It is neither a URI without a user, nor a JSON object, nor an id.
    case notALink
    /// The key is missing, or its value can't be used.
    case missing(String)
    /// The text has more than 16,384 bytes.
    case tooLong
}

extension String {
    /// The text without the white space that a copied line may have around it.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
