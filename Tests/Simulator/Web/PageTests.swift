import SimulatorHTTP
import SimulatorTestSupport
import Testing
import VerificationServer
import Web

@Suite("A page", .serialized)
struct PageTests {
    @Test(
        "loads only from this server, and leads only to the application",
        arguments: ["/", "/?requestId=r-1"])
    func policy(path: String) async throws {
        try await withSimulator { _, client in
            let page = try await client.curl(path)
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.headers["cache-control"] == "no-store")
            let policy = page.headers["content-security-policy"] ?? ""
            let port = client.enrollment.baseURL.split(separator: ":").last ?? ""
            #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
            #expect(policy.contains("form-action 'self' http://localhost:\(port);"))
            #expect(!policy.contains("unsafe"))
            let inline = page.text.matches(of: /<script(?![^>]* src=)| style=| on\w+=/)
            #expect(inline.isEmpty)
        }
    }

    @Test(
        "names the origin of the application, whatever its URI is",
        arguments: [
            ("https://shop.example/cb?a=b", "https://shop.example"), ("http://[::1]:8080/cb", "http://[::1]:8080"),
            ("com.example.app:/cb", "com.example.app:"),
        ])
    func destination(uri: String, source: String) async throws {
        try await withSimulator(SimulatorConfiguration(redirectURI: uri)) { _, client in
            let policy = try await client.curl("/").headers["content-security-policy"] ?? ""
            #expect(policy.contains("form-action 'self' \(source);"))
        }
    }

    @Test("finds its script, its style and its icon")
    func assets() async throws {
        try await withSimulator { simulator, client in
            let types = [
                "login.js": "text/javascript; charset=utf-8", "server.js": "text/javascript; charset=utf-8",
                "page.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml",
            ]
            for (name, type) in types {
                let file = try await client.curl("/sim/assets/\(name)")
                #expect(file.status == 200 && file.headers["content-type"] == type)
                #expect(file.headers["x-content-type-options"] == "nosniff")
            }
            expect(try await client.curl("/sim/assets/unknown.js"), isRefused: "404", 404)
            #expect(simulator.log.isEmpty, "what belongs to a page is not in the log of requests")
        }
    }

    @Test("can be requested with HEAD")
    func head() async throws {
        try await withSimulator { _, client in
            for path in ["/", "/sim/assets/page.css"] {
                let whole = try await client.curl(path)
                let head = try await client.curl(path, ["--head"])
                #expect(head.status == 200 && head.text.isEmpty)
                #expect(head.headers["content-length"] == "\(whole.text.utf8.count)")
                #expect(head.headers["content-type"] == whole.headers["content-type"])
            }
            #expect(try await client.curl(client.path(.allow), ["--head"]).status == 405)
        }
    }

    @Test("that ends a sign-in says so if there is no code")
    func landing() async throws {
        try await withSimulator { _, client in
            let page = try await client.curl("/sim/landing?code=abc")
            #expect(page.text.contains("<code id=\"code\">abc</code>"))
            for path in ["/sim/landing", "/sim/landing?code="] {
                let page = try await client.curl(path)
                #expect(page.text.contains("<h1>Not signed in</h1>"))
            }
        }
    }

    @Test("shows every value as text")
    func escaping() {
        let page = WebPages.login(client: "<b>&\"'", isForApplication: false, destination: "https://shop.example/")
        let text = String(decoding: page.body, as: UTF8.self)
        #expect(text.contains("&lt;b&gt;&amp;&quot;&#39;"))
        #expect(!text.contains("<b>"))
    }
}
