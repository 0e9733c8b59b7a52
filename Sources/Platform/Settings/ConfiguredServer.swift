package import PushExchange

/// A server at which the user can enroll without typing its address: an entry of `servers`.
package struct ConfiguredServer: Sendable, Equatable {
    /// What the user calls it.
    package var name: String
    package var baseURL: ServerURL
    /// The id of the app at the server.
    package var clientID: Secret<String>
    /// The push id to enroll with; `nil` if the device makes one.
    package var pushID: Secret<String>?
}

extension ConfiguredServer {
    /// - Throws: what is wrong with the entry.
    init(_ entry: [String: String?]) throws(ServerEntryFault) {
        func text(_ key: String) throws(ServerEntryFault) -> String? {
            guard let value = entry[key] else { return nil }
            guard let value, !value.isEmpty else { throw .missing(key) }
            return value
        }
        func required(_ key: String) throws(ServerEntryFault) -> String {
            guard let value = try text(key) else { throw .missing(key) }
            return value
        }
        let unknown = entry.keys.filter { !["name", "base_url", "client_id", "push_id"].contains($0) }
        if let key = unknown.min() { throw .unknownKey(key) }
        name = try required("name")
        guard let url = ServerURL(try required("base_url")) else { throw .unusableURL }
        baseURL = url
        clientID = Secret(try required("client_id"))
        pushID = try text("push_id").map { Secret($0) }
    }
}
