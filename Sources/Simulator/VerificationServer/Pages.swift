import HTTPTypes

/// What a browser sees.
enum Pages {
    /// The login page: its markup is in `Web/login.html`, and `Web/login.js` brings it to life.
    static func login(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let client = world.tenant.clientName
        let request = call.query["requestId"].flatMap { world.grants.requests[$0] }
        let content = Assets.login.replacing("{{client}}", with: Page.escaped(client))
            .replacing("{{leave}}", with: request == nil ? "hidden" : "")
        return Page(
            title: "Sign in to \(client)", content: content, script: "login.js",
            destination: request?.client.uri ?? world.redirectURI ?? world.landing
        ).answer
    }

    /// The account page: its markup is in `Web/account.html`, and `Web/account.js` brings it to life.
    static func account(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let content = Assets.account.replacing("{{tenant}}", with: Page.escaped(world.tenant.name))
        return Page(title: "Your account", content: content, script: "account.js").answer
    }

    /// The QR code of a link that no device has scanned yet.
    static func code(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        guard let setup = world.setups[call.parameters["status_id"] ?? ""], setup.stage == .initiated else {
            throw .unknownPath
        }
        return Answer(status: 200, headers: [.cacheControl: "no-store"], code: world.link(to: setup))
    }

    /// Where the redirect of a finished sign-in leads, in place of an application.
    static func landing(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let again = "<p><a class=\"button\" href=\"\(world.baseURL)/\">Sign in again</a></p>"
        guard let code = call.query["code"], !code.isEmpty else {
            let words = "<h1>Not signed in</h1>\n<p>Nobody sent a code here: a sign-in that is finished does.</p>\n"
            return Page(title: "Not signed in", content: words + again).answer
        }
        let words = """
            <h1>Signed in</h1>
            <p>This page stands for the application. It was given this code, and would now exchange it for tokens:</p>
            <p><code id="code">\(Page.escaped(code))</code></p>

            """
        return Page(title: "Signed in", content: words + again).answer
    }

    /// Everything that is served, for whoever writes a client.
    static func paths(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let rows = Route.table.map { "<tr><td>\($0.method.rawValue)</td><td><code>\($0.path)</code></td></tr>" }
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
        return Page(title: "What is served here", content: content, isWide: true).answer
    }
}
