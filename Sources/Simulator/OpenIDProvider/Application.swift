package import SimulatorHTTP

/// An application that users sign in to; OAuth calls it a client.
package struct Application: Sendable, Equatable {
    /// The `client_id`, which the application's developer chooses.
    package let id: String
    /// Nil for a public client, which cannot keep a secret.
    var secret: String?
    /// If there is none, the client may redirect to every loopback address.
    var redirectURIs: [String] = []
    /// The scopes that it may ask for.
    var scopes: [String] = AuthorizationRequest.scopes
    let isRegistered: Bool

    /// A public client with no registered redirect URI. One that is not registered may only sign its users in.
    package init(id: String, isRegistered: Bool = false) {
        self.id = id
        self.isRegistered = isRegistered
        if !isRegistered { scopes = AuthorizationRequest.scopesOfSignIn }
    }

    init(id: String, secret: String?, redirectURIs: [String], scopes: [String]) {
        self.id = id
        self.secret = secret
        self.redirectURIs = redirectURIs
        self.scopes = scopes
        isRegistered = true
    }

    func mayRedirect(to uri: String) -> Bool {
        if redirectURIs.isEmpty { return RedirectURI.isLoopback(uri) }
        return redirectURIs.contains { RedirectURI.fits(uri, registered: $0) }
    }
}

/// The registered applications. Any other id stands for a public client on this machine that only signs its users in, so
/// that a developer can try a client without registering it.
package struct Applications: Sendable {
    /// The most applications that can be registered.
    package static let limit = 1_000

    private var registered: [String: Application] = [:]

    /// The registered applications are at first these.
    init(_ applications: Application...) {
        for application in applications { registered[application.id] = application }
    }

    /// How many applications are registered.
    package var count: Int { registered.count }

    subscript(id: String) -> Application { registered[id] ?? Application(id: id) }

    mutating func register(_ application: Application) throws(Refusal) {
        guard registered.count < Self.limit else {
            throw .simulator(409, "no more than \(Self.limit) clients can be registered")
        }
        guard registered[application.id] == nil else { throw .simulator(409, "this client_id is registered already") }
        registered[application.id] = application
    }
}

extension OpenIDProvider {
    /// Registers `{"client_id":"…","client_secret":"…","redirect_uris":["…"],"scopes":["…"]}`; a client without a secret is
    /// public, and one without scopes may ask for all.
    /// - Throws: a refusal for an unusable redirect URI, an id that is taken, or one application too many.
    package mutating func registerClient(_ request: ServerRequest) throws(Refusal) -> ServerResponse {
        let fields = try request.fields()
        let application = Application(
            id: try fields.required("client_id"), secret: try fields.optional("client_secret"),
            redirectURIs: try Self.redirectURIs(in: fields), scopes: try Self.scopes(in: fields))
        try applications.register(application)
        let uris = application.redirectURIs.map(JSON.string)
        let scopes = application.scopes.map(JSON.string)
        return .json(
            ["client_id": .string(application.id), "redirect_uris": .array(uris), "scopes": .array(scopes)],
            status: 201)
    }

    private static func scopes(in fields: Fields) throws(Refusal) -> [String] {
        guard let value = fields.values["scopes"] else { return AuthorizationRequest.scopes }
        let known = AuthorizationRequest.scopes
        guard case .array(let values) = value, values.allSatisfy(known.map(JSON.string).contains) else {
            throw .simulator(400, "a scope is \(known.joined(separator: ", "))")
        }
        return known.filter { values.contains(.string($0)) }
    }

    private static func redirectURIs(in fields: Fields) throws(Refusal) -> [String] {
        guard let value = fields.values["redirect_uris"] else { return [] }
        guard case .array(let values) = value, values.count <= 10 else { throw .malformed }
        var uris: [String] = []
        for value in values {
            guard case .string(let uri) = value, uri.utf8.count <= Fields.longestString,
                RedirectURI.canBeRegistered(uri)
            else {
                throw .simulator(400, "a redirect URI is absolute, without a fragment, and not plain http to elsewhere")
            }
            uris.append(uri)
        }
        return uris
    }
}
