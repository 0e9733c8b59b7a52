package import FoundationEssentials
package import SimulatorHTTP

/// An OpenID provider as a value: a request goes in, a response comes out, and nothing here waits or touches a socket.
///
/// It does not know how its users sign in. ``authorize(_:)`` sends the browser to the login page with a request id; the
/// owner of the login page says by ``complete(_:signedIn:)`` or ``decline(_:reason:)`` how that ended.
package struct OpenIDProvider: Sendable {
    /// What the ID token and the user info say of the one user.
    package struct Profile: Sendable {
        let name: String
        let email: String

        package init(name: String, email: String) {
            self.name = name
            self.email = email
        }
    }

    /// A user who has signed in.
    package struct SignedInUser: Sendable {
        let sub: String
        let at: Date

        package init(sub: String, at: Date) {
            self.sub = sub
            self.at = at
        }
    }

    let source: Source
    let profile: Profile
    /// The base URL, by which clients know this provider. Set once the port is known.
    package var issuer = ""
    package internal(set) var applications = Applications()
    package internal(set) var grants: Grants
    private var key: SigningKey?

    package init(source: Source, profile: Profile) {
        self.source = source
        self.profile = profile
        grants = Grants(source: source)
    }

    /// The key that tokens are signed with, made when it is first needed: that takes a while. Each run has another one.
    mutating func signingKey() throws(Refusal) -> SigningKey {
        if let key { return key }
        guard let made = try? SigningKey() else { throw .simulator(500, "no key could be made") }
        key = made
        return made
    }
}
