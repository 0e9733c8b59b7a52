import FoundationEssentials
import HTTPTypes
import SimulatorHTTP

/// Client authentication (RFC 6749, section 2.3): a secret in the header or in the form; a public client has none.
enum ClientCredentials {
    private typealias Shown = (id: String, secret: String?)

    /// Authenticates the client and returns its id.
    static func check(
        _ request: ServerRequest, _ parameters: Parameters, _ applications: Applications
    ) throws(OAuthError) -> String {
        let (name, secret) = (try parameters.optional("client_id"), try parameters.optional("client_secret"))
        var shown: [Shown] = name.map { [($0, secret)] } ?? []
        if let authorization = request.authorization {
            guard secret == nil else { throw .invalidRequest("there are two ways of client authentication: use one") }
            shown = try basic(authorization).filter { name == nil || name == $0.id }
        }
        guard !shown.isEmpty else { throw .invalidClient("the client_id is missing, or not the header's") }
        if let right = shown.first(where: { applications[$0.id].secret == $0.secret }) { return right.id }
        throw .invalidClient(
            shown[0].secret == nil
                ? "this client has a secret: send it"
                : "this is not the client's secret; one that is not registered has none (see POST /sim/clients)")
    }

    /// The RFC has a client form-encode the id and the secret before it joins them. Many don't, so both readings are
    /// returned.
    private static func basic(_ authorization: String) throws(OAuthError) -> [Shown] {
        let words = authorization.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "basic", let bytes = Data(base64Encoded: String(words[1])),
            let text = String(bytes: bytes, encoding: .utf8), let colon = text.firstIndex(of: ":")
        else { throw .invalidClient("the Authorization header is not Basic with an id and a secret") }
        let (id, secret) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
        var readings = [(id, secret)]
        if let decodedID = decoded(id), let decodedSecret = decoded(secret) {
            readings.insert((decodedID, decodedSecret), at: 0)
        }
        return readings.map { ($0.0, $0.1.isEmpty ? nil : $0.1) }
    }

    private static func decoded(_ text: String) -> String? {
        try? ServerRequest(method: .post, path: "", body: Array("v=\(text)".utf8)).form().optional("v") ?? ""
    }
}
