/// What a web page shows, as a link or a QR code, to the device that is to be enrolled.
///
/// Whoever made the link chose all of it, so it is untrusted: what it names as the server is checked like any other, and
/// the user is told whom it is for before anything is confirmed.
package struct EnrollmentLink: Sendable, Equatable {
    package var baseURL: String
    package var tenantKey: String
    package var tenantName: String?
    package var sub: String
    package var clientID: Secret<String>
    /// What the scan spends. Whoever has it can enroll a device of their own, for as long as it is good.
    package var exchangeID: Secret<String>
    /// `nil` where the link does not say.
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

    /// Reads a link, or the JSON object that a QR code may hold in its place. Unknown keys are passed over.
    ///
    /// The values stand in the link's fragment, which no browser sends anywhere, or in its query. The server is the link's
    /// own, where no `base_url` says otherwise.
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

/// Why a text is no link to enroll by. It names keys, never values.
package enum EnrollmentLinkError: Error, Sendable, Equatable {
    case notALink
    /// There is no such key, or its value can't be used.
    case missing(String)
    /// More than 16,384 characters.
    case tooLong
}

extension String {
    /// Without what a copied line may have around it.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
