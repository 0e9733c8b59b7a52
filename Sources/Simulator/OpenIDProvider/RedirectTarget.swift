import SimulatorHTTP

/// The address that gets the answer to an authorization request. The browser is never redirected to any other.
struct RedirectTarget: Sendable, Equatable {
    let clientID: String
    let uri: String
    let state: String?

    /// Throws if there is no address that can be trusted. The browser then stays on this server.
    init(_ fields: Fields, _ applications: Applications) throws(Refusal) {
        clientID = try fields.required("client_id")
        uri = try fields.required("redirect_uri")
        state = try fields.optional("state")
        let application = applications[clientID]
        let scopes = (try fields.optional("scope") ?? "").split(separator: " ").map(String.init)
        guard application.isRegistered || AuthorizationRequest.scopesOfSignIn.containsAll(of: scopes) else {
            throw .clientUnknown
        }
        guard application.mayRedirect(to: uri) else { throw .redirectURIUnknown }
    }

    /// The address with `parameters`, the state, and the issuer (RFC 9207).
    func location(_ parameters: [(name: String, value: String)], issuer: String) -> String {
        let all = parameters + (state.map { [("state", $0)] } ?? []) + [("iss", issuer)]
        let query = all.map { "\($0.name)=\($0.value.percentEncoded)" }
        return uri + (uri.contains("?") ? "&" : "?") + query.joined(separator: "&")
    }
}

extension [String] {
    /// Whether every one of `scopes` that has a meaning here is among these.
    func containsAll(of scopes: [String]) -> Bool {
        scopes.allSatisfy { contains($0) || !AuthorizationRequest.scopes.contains($0) }
    }
}

extension Refusal {
    fileprivate static let clientUnknown = Refusal.simulator(
        400, "no application with this client_id is registered: register it with POST /sim/clients")
    fileprivate static let redirectURIUnknown = Refusal.simulator(
        400,
        "the redirect_uri is neither a loopback address nor registered for this client_id: register it with POST /sim/clients"
    )
}
