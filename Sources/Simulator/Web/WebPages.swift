package import HTTPTypes
package import SimulatorHTTP

/// The pages for a browser. They escape every value that they show.
package enum WebPages {
    /// The login page. Its markup is in `Assets/login.html`, and its program is `Assets/login.js`.
    ///
    /// `client` is the application's name. If an application has sent its user here (`isForApplication`), the page
    /// offers a way back, and a sign-in with a password. `destination` is the URI that a finished sign-in redirects to.
    package static func login(client: String, isForApplication: Bool, destination: String) -> ServerResponse {
        let content = Assets.login.replacing("{{client}}", with: Page.escaped(client))
            .replacing("{{application}}", with: isForApplication ? "" : "hidden")
        return Page(title: "Sign in to \(client)", content: content, script: "login.js", destination: destination)
            .response
    }

    /// The account page of a tenant with this name. Its markup is in `Assets/account.html`, its program
    /// `Assets/account.js`. `command` is what the user types on the desktop after copying the link.
    package static func account(tenant: String, command: String) -> ServerResponse {
        let content = Assets.account.replacing("{{tenant}}", with: Page.escaped(tenant))
            .replacing("{{command}}", with: Page.escaped(command))
        return Page(title: "Your account", content: content, script: "account.js").response
    }

    /// The page that a finished sign-in redirects to if there is no application. `code` is the query's; nil if it has
    /// none.
    package static func landing(code: String?, baseURL: String) -> ServerResponse {
        let again = "<p><a class=\"button\" href=\"\(baseURL)/\">Sign in again</a></p>"
        guard let code, !code.isEmpty else {
            let words = "<h1>Not signed in</h1>\n<p>Nobody sent a code here: a sign-in that is finished does.</p>\n"
            return Page(title: "Not signed in", content: words + again).response
        }
        let words = """
            <h1>Signed in</h1>
            <p>This page stands for the application. It was given this code, and would now exchange it for tokens:</p>
            <p><code id="code">\(Page.escaped(code))</code></p>

            """
        return Page(title: "Signed in", content: words + again).response
    }

    /// What a user sees in place of a page that is refused.
    package static func refusal(_ refusal: Refusal) -> ServerResponse {
        let content = "<h1>Not possible</h1>\n<p class=\"problem\">\(Page.escaped(refusal.info))</p>"
        var response = Page(title: "Not possible", content: content).response
        response.status = refusal.httpStatus
        response.result = refusal.code
        return response
    }

    /// A table of all paths that are served, for developers of clients.
    package static func paths(_ paths: [(method: HTTPRequest.Method, path: String)]) -> ServerResponse {
        let rows = paths.map { "<tr><td>\($0.method.rawValue)</td><td><code>\($0.path)</code></td></tr>" }
        let content = """
            <h1>What is served here</h1>
            <div class="scroll" tabindex="0" role="region" aria-label="The table of paths">
            <table>
            <thead><tr><th scope="col">method</th><th scope="col">path</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            """
        return Page(title: "What is served here", content: content, isWide: true).response
    }

    /// A file that a page loads; nil if there is none with this name.
    package static func asset(_ name: String) -> ServerResponse? {
        guard let file = Assets.files[name] else { return nil }
        let headers: HTTPFields = [.contentType: file.type, .cacheControl: "no-cache", .xContentTypeOptions: "nosniff"]
        return ServerResponse(status: 200, headers: headers, body: file.bytes)
    }
}
