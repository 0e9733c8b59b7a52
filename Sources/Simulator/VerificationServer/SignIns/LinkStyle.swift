import FoundationEssentials
import SimulatorHTTP

/// What the account page and its QR code give to a device. No SDK reads a code, so its form is not known for certain.
package struct LinkStyle: Sendable, Equatable {
    package enum Form: String, Sendable, CaseIterable {
        /// A link to the account page with the values in the fragment, which a browser never sends to a server.
        case fragment
        /// The same with the values in the query.
        case query
        /// The same with the exchange id as the last part of the path, and the other values in the query.
        case path
        /// A link of an app's own scheme.
        case scheme
        /// A JSON object.
        case json
        /// The exchange id alone.
        case bare
    }

    package var form: Form
    /// Whether the exchange id is the only value, as with the newest SDKs.
    package var isMinimal: Bool

    package init(_ form: Form = .fragment, isMinimal: Bool = false) {
        self.form = form
        self.isMinimal = isMinimal
    }

    /// The text for an enrollment at the server `baseURL`. `values` are those besides the exchange id.
    func text(exchangeID: String, values: [(name: String, value: String)], baseURL: String) -> String {
        let id = (name: "exchange_id", value: exchangeID)
        let values = isMinimal ? [] : values
        let server = isMinimal ? [] : [(name: "base_url", value: baseURL)]
        switch form {
        case .fragment: return "\(baseURL)/account#\(Self.query(values + [id]))"
        case .query: return "\(baseURL)/account?\(Self.query(values + [id]))"
        case .path: return "\(baseURL)/account/\(exchangeID)" + (values.isEmpty ? "" : "?\(Self.query(values))")
        case .scheme: return "cidaas-auth://enroll?\(Self.query(server + values + [id]))"
        case .json:
            let members = (server + values + [id]).map { ($0.name, JSON.string($0.value)) }
            return JSON.object(Dictionary(members) { first, _ in first }).text
        case .bare: return exchangeID
        }
    }

    private static func query(_ values: [(name: String, value: String)]) -> String {
        var components = URLComponents()
        components.queryItems = values.map { URLQueryItem(name: $0.name, value: $0.value) }
        return components.percentEncodedQuery ?? ""
    }
}

extension SimulatorState {
    /// The command that enrolls the desktop by a link. A device does not call a server that only a link names, so the
    /// command names it; it also has the client id, if the link lacks that.
    var enrollCommand: String {
        let command = "smartpush enroll --server \(baseURL)"
        let linkHasClient = !links.isMinimal && links.form != .bare
        return linkHasClient ? command : "\(command) --client-id \(authenticatorID)"
    }

    /// What the account page shows for a device to scan.
    func link(to setup: Setup) -> String {
        let values = [
            ("tenant_key", tenant.key), ("tenant_name", tenant.name), ("sub", setup.sub), ("client_id", setup.clientID),
        ].map { (name: $0.0, value: $0.1) }
        return links.text(exchangeID: setup.exchange.id, values: values, baseURL: baseURL)
    }
}
