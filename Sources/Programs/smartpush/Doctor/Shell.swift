import Settings

/// Commands that the user can copy.
enum Shell {
    /// A word, quoted so that a shell reads it as one.
    static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+:@%,=".contains($0)) }
        return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }

    /// A request to a server in the way that the daemon makes it. With another proxy, or without its own, curl(1) could
    /// succeed where the daemon fails.
    static func curl(_ options: String, _ url: String, through settings: ProxySettings) -> String {
        let server = ServerURL(url)
        guard let proxy = server.flatMap({ settings.proxy(for: $0.host, port: $0.port) }) else {
            return "curl \(options) --noproxy '*' \(quoted(url))"
        }
        let login = proxy.login == nil ? "" : " --proxy-user USER:PASSWORD"
        return "curl \(options) --noproxy '' --proxy \(quoted(proxy.address))\(login) \(quoted(url))"
    }
}

enum Paths {
    static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    }
}

extension HTTPProxy {
    /// Its address without its user and password.
    var address: String { "http://\(host):\(port)" }
}
