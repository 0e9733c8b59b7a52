import FoundationEssentials
import HTTPTypes
import SimulatorHTTP

/// A page for a browser: the frame that all pages share, and a policy that lets it load only from this server.
struct Page {
    let title: String
    /// Markup, in which every inserted text is escaped already.
    let content: String
    /// The name of a JavaScript module in ``Assets``.
    var script: String?
    /// Where the forms of this page may lead besides this server. The policy applies to redirects, too.
    var destination: String?
    var isWide = false

    var response: ServerResponse {
        var response = ServerResponse.html(html)
        response.headers[.contentSecurityPolicy] = policy
        response.headers[.cacheControl] = "no-store"
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }

    static func escaped(_ text: String) -> String {
        let entities: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]
        return text.map { entities[$0] ?? String($0) }.joined()
    }

    private var policy: String {
        let targets = ["'self'", destination.flatMap(Self.source)].compactMap(\.self).joined(separator: " ")
        return """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
            form-action \(targets); base-uri 'none'; frame-ancestors 'none'
            """
    }

    /// The origin of a URI. A URI without one, such as an app's, is allowed by its scheme.
    private static func source(of uri: String) -> String? {
        Origin(of: uri)?.text ?? URL(string: uri)?.scheme.map { "\($0):" }
    }

    private var html: String {
        let script = script.map { "\n<script type=\"module\" src=\"/sim/assets/\($0)\"></script>" } ?? ""
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="same-origin">
            <title>\(Self.escaped(title))</title>
            <link rel="icon" href="/sim/assets/icon.svg">
            <link rel="stylesheet" href="/sim/assets/page.css">\(script)
            </head>
            <body>
            <main\(isWide ? " class=\"wide\"" : "")>
            \(content)
            </main>
            <footer>
            smartpush-sim, a Smart PUSH server for demonstrations and tests · <a href="/sim/paths">What is served here</a>
            </footer>
            </body>
            </html>

            """
    }
}
