import Messages
import Settings

/// Whether servers are called through a proxy. The daemon does not tell which one it uses, but it reads the same
/// configuration. Its environment can be another one.
struct ProxyCheck {
    let settings: ProxySettings

    /// `nil` if there is no proxy.
    func finding() -> Finding? {
        guard let proxy = settings.proxy, let source = settings.source else { return nil }
        let address = SafeText.line(proxy.address)
        switch source {
        case .configuration: return .ok(.proxy, .proxyConfigured(address: address))
        case .variable(let name):
            return .note(
                .proxy, .proxyOfShell(address: address, variable: name), .seeWhy("systemctl --user show-environment"))
        }
    }
}
