/// The content of the link or QR code that a web page shows to the device that is to be enrolled.
///
/// It is untrusted, because anyone can make such a link. Its server is checked like any other, and the user sees the
/// tenant and the account before confirming anything.
package struct EnrollmentLink: Sendable, Equatable {
    /// The server, as the link names it; not checked yet.
    package var baseURL: String
    /// The tenant that the device is enrolled at.
    package var tenantKey: String
    /// The tenant's name, for display; at most 200 characters.
    package var tenantName: String?
    /// The user, by the subject identifier (OpenID Connect Core 1.0, 2).
    package var sub: String
    /// The id of the client that the device is enrolled for.
    package var clientID: Secret<String>
    /// The id that the scan uses up. Until it is used or expires, anyone who has it can enroll a device.
    package var exchangeID: Secret<String>
    /// The paths of the server; `nil` if the link does not say.
    package var pathSet: PathSet?

    package init(
        baseURL: String, tenantKey: String, tenantName: String? = nil, sub: String, clientID: Secret<String>,
        exchangeID: Secret<String>, pathSet: PathSet? = nil
    ) {
        self.baseURL = baseURL
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.sub = sub
        self.clientID = clientID
        self.exchangeID = exchangeID
        self.pathSet = pathSet
    }

    /// Reads a link, or the JSON object that a QR code may have instead. Unknown keys are ignored.
    ///
    /// The values are in the link's fragment, which browsers do not send to servers, or in its query. Without a
    /// `base_url` the server is the link's own.
    /// - Throws: ``EnrollmentLinkError``; it quotes nothing of the text.
    package init(_ text: String) throws(EnrollmentLinkError) {
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        let text = text.trimmed
        guard let link = text.hasPrefix("{") ? WireEnrollmentLink(json: text) : WireEnrollmentLink(url: text) else {
            throw .notALink
        }
        self = try link.link()
    }

    private static let longest = 16_384
}

/// Why a text is not an enrollment link. It names keys, never values.
package enum EnrollmentLinkError: Error, Sendable, Equatable {
    /// It is neither a URL (`https` or `http`, without a user) nor a JSON object.
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
