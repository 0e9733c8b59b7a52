/// The files in the folder `Assets`, which the build embeds in the program.
enum Assets {
    static let login = String(decoding: PackageResources.login_html, as: UTF8.self)
    static let account = String(decoding: PackageResources.account_html, as: UTF8.self)

    /// The files that a page loads, by name.
    static let files: [String: (type: String, bytes: [UInt8])] = [
        "account.js": ("text/javascript; charset=utf-8", PackageResources.account_js),
        "login.js": ("text/javascript; charset=utf-8", PackageResources.login_js),
        "server.js": ("text/javascript; charset=utf-8", PackageResources.server_js),
        "page.css": ("text/css; charset=utf-8", PackageResources.page_css),
        "icon.svg": ("image/svg+xml", PackageResources.icon_svg),
    ]
}
