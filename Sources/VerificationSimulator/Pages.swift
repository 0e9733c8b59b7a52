import HTTPTypes

/// What a browser sees. The login page will take the place of `index`.
enum Pages {
    static func index(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let rows = Route.table.map { "<tr><td>\($0.method.rawValue)</td><td><code>\($0.path)</code></td></tr>" }
        return page(
            "smartpush-sim",
            """
            <p>A Smart PUSH verification server for demonstrations and tests. It knows one user, any name will do.</p>
            <table>
            \(rows.joined(separator: "\n"))
            </table>
            """)
    }

    /// Where the redirect of a finished sign-in leads, in place of an application.
    static func landing(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        page("Signed in", "<p>Code: <code>\(escaped(call.query["code"] ?? "none"))</code></p>")
    }

    private static func page(_ title: String, _ content: String) -> Answer {
        .html(
            """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>\(title)</title></head>
            <body>
            <h1>\(title)</h1>
            \(content)
            </body>
            </html>

            """)
    }

    private static func escaped(_ text: String) -> String {
        let entities: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]
        return text.map { entities[$0] ?? String($0) }.joined()
    }
}
