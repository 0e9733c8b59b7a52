import FoundationEssentials
import HTTPTypes

/// Which application calls, and how it shows that (RFC 6749, section 2.3): by its secret, in the header or in the form, or
/// not at all where it is a public one.
enum ClientCredentials {
    /// The id of the client, once it has shown what it has to.
    static func check(_ call: Call, _ fields: Fields, _ applications: Applications) throws(OAuthError) -> String {
        let (name, secret) = try OAuthError.reading { () throws(Refusal) in
            (try fields.optional("client_id"), try fields.optional("client_secret"))
        }
        let given: (id: String, secret: String?)
        if let authorization = call.authorization {
            guard secret == nil else { throw .invalidRequest("there are two ways of client authentication: use one") }
            given = try basic(authorization)
            guard name == nil || name == given.id else { throw .invalidClient("the client_id is not the header's") }
        } else if let name {
            given = (name, secret)
        } else {
            throw .invalidClient("the client_id is missing")
        }
        guard applications[given.id].secret == given.secret else {
            throw .invalidClient(
                given.secret == nil
                    ? "this client has a secret: send it"
                    : "this is not the client's secret; one that is not registered has none (see POST /sim/clients)")
        }
        return given.id
    }

    private static func basic(_ authorization: String) throws(OAuthError) -> (id: String, secret: String?) {
        let words = authorization.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "basic", let bytes = Data(base64Encoded: String(words[1])),
            let text = String(bytes: bytes, encoding: .utf8), let colon = text.firstIndex(of: ":"),
            let id = decoded(text[..<colon]), let secret = decoded(text[text.index(after: colon)...])
        else { throw .invalidClient("the Authorization header is not Basic with an id and a secret") }
        return (id, secret.isEmpty ? nil : secret)
    }

    /// The two are encoded as in a form before they are joined.
    private static func decoded(_ text: Substring) -> String? {
        try? Call(method: .post, path: "", body: Array("v=\(text)".utf8)).form().optional("v") ?? ""
    }
}
