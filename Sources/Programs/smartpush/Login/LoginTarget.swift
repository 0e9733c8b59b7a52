import Messages
import PushExchange
import Settings

/// Where to log in, and with which ids.
struct LoginTarget: Equatable {
    var url: ServerURL
    var clientID: Secret<String>
    var pushID: Secret<String>?

    /// - Parameters:
    ///   - server: an address, or the name of a configured server; `nil` for the only one.
    ///   - clientID: the client id that the user gave; `nil` for the configured one.
    ///   - pushID: the push id that the user gave; `nil` for the configured one.
    ///   - settings: the configuration.
    /// - Throws: ``Complaint``, or what is wrong with the configuration.
    init(_ server: String?, clientID: String?, pushID: String?, _ settings: Settings) throws {
        let configured = try settings.servers()
        let entry: ConfiguredServer?
        if let server {
            entry = configured.first { $0.name == server }
            url = try Self.url(server, among: configured)
        } else {
            guard let only = configured.first else { throw Complaint(.usage, .login(.noServer)) }
            guard configured.count == 1 else {
                throw Complaint(.usage, .login(.severalServers(names: configured.map { SafeText.line($0.name) })))
            }
            entry = only
            url = only.baseURL
        }
        let known = entry ?? configured.first { [url] in $0.baseURL.text == url.text }
        if let allowed = try settings.allowedOrigins(), !allowed.contains(url.origin) {
            throw Complaint(.badInput, .login(.serverNotAllowed(server: url.origin, allowed: allowed.sorted())))
        }
        guard let id = clientID.map({ Secret($0) }) ?? known?.clientID else {
            throw Complaint(.usage, .login(.noClientID(server: url.text)))
        }
        self.clientID = id
        self.pushID = pushID.map { Secret($0) } ?? known?.pushID
    }

    /// The address of a server by its name in the configuration, or by its address, also without the scheme.
    static func url(_ text: String, among configured: [ConfiguredServer]) throws(Complaint) -> ServerURL {
        let named = configured.first { $0.name == text }?.baseURL
        let short = text.contains(".") && !text.contains("://") ? "https://\(text)" : text
        guard let url = named ?? ServerURL(short) else {
            throw Complaint(.usage, .login(.unusableServer(SafeText.line(text))))
        }
        return url
    }
}
