/// Which servers are called through a proxy.
package struct ProxySettings: Sendable, Equatable {
    /// The proxy for all servers but the exceptions; `nil` if every server is called directly.
    package let proxy: HTTPProxy?
    /// Where the proxy comes from; `nil` if there is none.
    package let source: Source?
    /// The variable whose user and password were left out; `nil` if there were none.
    package let ignoredLogin: Source?
    private let exceptions: ProxyExceptions

    /// Where a proxy comes from.
    package enum Source: Sendable, Equatable {
        /// The key `proxy` of the configuration.
        case configuration
        /// A variable of the environment, by its name.
        case variable(String)

        /// The name of the key or of the variable.
        package var name: String {
            switch self {
            case .configuration: "proxy"
            case .variable(let name): name
            }
        }
    }

    /// Why the settings can't be used.
    package struct Unusable: Error, Sendable, Equatable {
        package let source: Source
        package let fault: HTTPProxy.Fault
    }

    /// No proxy.
    package static let none = ProxySettings(proxy: nil, source: nil, ignoredLogin: nil, exceptions: ProxyExceptions(""))

    private init(proxy: HTTPProxy?, source: Source?, ignoredLogin: Source?, exceptions: ProxyExceptions) {
        self.proxy = proxy
        self.source = source
        self.ignoredLogin = ignoredLogin
        self.exceptions = exceptions
    }

    /// Takes the proxy from the configuration, or else from the environment's `https_proxy` or `all_proxy`. As with
    /// curl(1), lower-case names precede upper-case ones, and an empty variable counts as missing. `no_proxy` applies to
    /// both.
    ///
    /// Every process of the user can read the environment, and it is often logged, so a user and password in it are not
    /// used.
    /// - Parameters:
    ///   - configured: the key `proxy`: the URL of a proxy, or `none`; `nil` if it is not set.
    ///   - environment: the environment of the process.
    /// - Throws: where the text that can't be used comes from, and why it can't.
    package init(configured: String? = nil, environment: [String: String]) throws(Unusable) {
        exceptions = ProxyExceptions(Self.variable(["no_proxy"], in: environment)?.value ?? "")
        if let configured {
            proxy = configured.lowercased() == "none" ? nil : try Self.proxy(configured, from: .configuration)
            source = proxy.map { _ in .configuration }
            ignoredLogin = nil
        } else if let (name, value) = Self.variable(["https_proxy", "all_proxy"], in: environment) {
            var proxy = try Self.proxy(value, from: .variable(name))
            ignoredLogin = proxy.login.map { _ in .variable(name) }
            proxy.login = nil
            self.proxy = proxy
            source = .variable(name)
        } else {
            proxy = nil
            source = nil
            ignoredLogin = nil
        }
    }

    /// The proxy for a server; `nil` if it is to be called directly. This machine's own servers always are.
    package func proxy(for host: String, port: Int) -> HTTPProxy? {
        ProxyExceptions.isLoopback(host) || exceptions.contains(host, port: port) ? nil : proxy
    }

    private static func proxy(_ text: String, from source: Source) throws(Unusable) -> HTTPProxy {
        do {
            return try HTTPProxy(text)
        } catch {
            throw Unusable(source: source, fault: error)
        }
    }

    private static func variable(
        _ names: [String], in environment: [String: String]
    ) -> (name: String, value: String)? {
        for name in names.flatMap({ [$0, $0.uppercased()] }) {
            if let value = environment[name], !value.isEmpty { return (name, value) }
        }
        return nil
    }
}
