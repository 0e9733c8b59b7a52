import PushExchange
import Settings
import Testing

@Suite("The proxy") struct ProxySettingsTests {
    private func host(_ settings: ProxySettings, of server: String = "tenant.example.com") -> String? {
        settings.proxy(for: server, port: 443).map { "\($0.host):\($0.port)" }
    }

    @Test("is the configured one, or else that of the environment, as curl takes it") func sources() throws {
        var environment = ["ALL_PROXY": "http://all:1"]
        #expect(host(try ProxySettings(environment: environment)) == "all:1")
        environment["all_proxy"] = "http://small-all:1"
        #expect(host(try ProxySettings(environment: environment)) == "small-all:1")
        environment["HTTPS_PROXY"] = "http://large:1"
        #expect(host(try ProxySettings(environment: environment)) == "large:1")
        environment["https_proxy"] = "http://small:1"
        #expect(host(try ProxySettings(environment: environment)) == "small:1")
        #expect(host(try ProxySettings(configured: "http://own:1", environment: environment)) == "own:1")
        #expect(host(try ProxySettings(configured: "none", environment: environment)) == nil)
        environment["https_proxy"] = ""
        #expect(host(try ProxySettings(environment: environment)) == "large:1")
        #expect(host(try ProxySettings(environment: ["HTTP_PROXY": "http://other:1"])) == nil)
        #expect(host(try ProxySettings(environment: [:])) == nil)
    }

    @Test(
        "can be written in several ways",
        arguments: [
            ("http://proxy.example.com:3128", "proxy.example.com", 3128),
            ("http://proxy.example.com:3128/", "proxy.example.com", 3128), ("HTTP://Proxy:8080", "Proxy", 8080),
            ("proxy:8080", "proxy", 8080), ("http://proxy", "proxy", 1080), ("http://[::1]:3128", "[::1]", 3128),
            ("http://10.0.0.1:3128", "10.0.0.1", 3128),
        ])
    func forms(url: String, host: String, port: Int) throws {
        let proxy = try HTTPProxy(url)
        #expect(proxy.host == host && proxy.port == port && proxy.login == nil)
    }

    @Test("can have a user and a password, which are decoded") func login() throws {
        let login = try #require(try HTTPProxy("http://us%65r:p%40ss:w@rd@proxy:1").login)
        #expect(login.user.reveal() == "user")
        #expect(login.password.reveal() == "p@ss:w@rd")
        #expect(try HTTPProxy("http://user@proxy:1").login?.password.reveal() == "")
        #expect(!"\(try HTTPProxy("http://user:SECRET@proxy:1"))".contains("SECRET"))
    }

    @Test("that can't be used is refused, and its text is not in the error") func faults() {
        for url in ["http://", "http://:80", "http://a b:80", "http://proxy:0", "http://proxy:x", "ftp://proxy:1", ""] {
            #expect(throws: HTTPProxy.Fault.notAURL, "\(url)") { try HTTPProxy(url) }
        }
        for kind in ["https", "socks5", "socks5h", "socks4"] {
            #expect(throws: HTTPProxy.Fault.otherKind(kind)) { try HTTPProxy("\(kind)://user:SECRET@proxy:1") }
        }
        #expect(throws: ProxySettings.Unusable.self) { try ProxySettings(configured: "", environment: [:]) }
        do {
            _ = try ProxySettings(environment: ["HTTPS_PROXY": "socks5://user:SECRET@proxy:1"])
            Issue.record("it was taken")
        } catch {
            #expect(error.source.name == "HTTPS_PROXY" && !"\(error)".contains("SECRET"))
        }
    }

    @Test("takes a user and a password from the configuration only") func loginOnlyFromConfiguration() throws {
        let url = "http://user:SECRET@proxy:1"
        let configured = try ProxySettings(configured: url, environment: [:])
        #expect(configured.proxy?.login != nil && configured.ignoredLogin == nil)
        let inherited = try ProxySettings(environment: ["https_proxy": url])
        #expect(host(inherited) == "proxy:1")
        #expect(inherited.proxy?.login == nil && inherited.ignoredLogin == .variable("https_proxy"))
    }

    @Test("is never asked for this machine's own servers") func loopback() throws {
        let settings = try ProxySettings(configured: "http://proxy:1", environment: [:])
        for server in [
            "localhost", "LOCALHOST", "localhost.", "sim.localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]",
        ] {
            #expect(host(settings, of: server) == nil, "\(server)")
        }
        for server in ["notlocalhost", "localhost.example.com", "128.0.0.1"] {
            #expect(host(settings, of: server) == "proxy:1", "\(server)")
        }
    }

    @Test("is not asked for exceptions, whichever source it has") func exceptions() throws {
        let environment = ["HTTPS_PROXY": "http://proxy:1", "NO_PROXY": "example.com"]
        #expect(host(try ProxySettings(environment: environment)) == nil)
        #expect(host(try ProxySettings(configured: "http://own:1", environment: environment)) == nil)
        #expect(host(try ProxySettings(environment: environment), of: "example.org") == "proxy:1")
    }
}

@Suite("The exceptions from the proxy") struct ProxyExceptionsTests {
    @Test(
        "are found by host, domain, address, network and port",
        arguments: [
            ("example.com", "example.com"), ("example.com", "tenant.example.com"), (".example.com", "example.com"),
            (".example.com", "a.b.example.com"), ("EXAMPLE.com", "Example.COM"), ("example.com.", "example.com"),
            ("example.com", "example.com."), ("*", "anything.example"), ("a.example, b.example", "b.example"),
            ("a.example b.example", "b.example"), ("example.com:443", "example.com"), ("10.0.0.7", "10.0.0.7"),
            ("10.0.0.0/8", "10.200.1.2"), ("2001:db8::1", "[2001:db8::1]"), ("[2001:db8::1]", "2001:db8:0::1"),
            ("[2001:db8::1]:443", "2001:db8::1"), ("2001:db8::/32", "2001:db8:ffff::1"), ("10.0.0.7:443", "10.0.0.7"),
        ])
    func found(list: String, host: String) {
        #expect(ProxyExceptions(list).contains(host, port: 443))
    }

    @Test(
        "are nothing else",
        arguments: [
            ("", "example.com"), (",", "example.com"), ("example.com", "notexample.com"),
            ("example.com", "example.com.evil"), ("tenant.example.com", "example.com"),
            ("example.com:444", "example.com"),
            ("example.com:x", "example.com"), ("*.example.com", "example.com"), ("0.7", "10.0.0.7"),
            ("10.0.0.0/33", "10.0.0.1"), ("10.0.0.0/8", "11.0.0.1"), ("10.0.0.0/8", "10.example.com"),
            ("2001:db8::1", "2001:db8::2"), (".", "example.com"),
        ])
    func notFound(list: String, host: String) {
        #expect(!ProxyExceptions(list).contains(host, port: 443))
    }
}
