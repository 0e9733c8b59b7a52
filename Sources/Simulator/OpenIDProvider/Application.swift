/// An application that users sign in at: a client, in the words of OAuth.
struct Application: Sendable, Equatable {
    let id: String
    /// Nil where it can keep none: a public client.
    var secret: String?
    var redirectURIs: [String] = []

    func mayRedirect(to uri: String) -> Bool { redirectURIs.contains(uri) || RedirectURI.isLoopback(uri) }
}

/// The applications that were registered. Any other is a public one that lives on this machine: so a client can be tried
/// without telling this server of it first.
struct Applications: Sendable {
    static let limit = 1_000

    private var registered: [String: Application] = [:]

    var count: Int { registered.count }

    subscript(id: String) -> Application { registered[id] ?? Application(id: id) }

    mutating func register(_ application: Application) throws(Refusal) {
        guard registered.count < Self.limit else {
            throw .simulator(409, "no more than \(Self.limit) clients can be registered")
        }
        guard registered[application.id] == nil else { throw .simulator(409, "this client_id is registered already") }
        registered[application.id] = application
    }
}

extension SimSide {
    /// `{"client_id":"…","client_secret":"…","redirect_uris":["…"]}`; without a secret it is a public client.
    static func registerClient(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let fields = try call.fields()
        let application = Application(
            id: try fields.required("client_id"), secret: try fields.optional("client_secret"),
            redirectURIs: try redirectURIs(in: fields))
        try world.applications.register(application)
        let uris = application.redirectURIs.map(JSON.string)
        return .json(["client_id": .string(application.id), "redirect_uris": .array(uris)], status: 201)
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
