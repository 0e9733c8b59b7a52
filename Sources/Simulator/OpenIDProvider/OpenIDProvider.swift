package import FoundationEssentials
package import SimulatorHTTP

/// An OpenID provider as a value: it turns a request into a response, and never waits or touches a socket.
///
/// It does not know how its users sign in. ``authorize(_:)`` sends the browser to the login page with a request id. The
/// owner of the login page then calls ``complete(_:signedIn:)`` or ``decline(_:reason:)``.
package struct OpenIDProvider: Sendable {
    /// The one user, as the user info endpoint describes them.
    package struct Profile: Sendable {
        let name: String
        let email: String

        /// `name` is shown to people; `email` is also the `preferred_username`.
        package init(name: String, email: String) {
            self.name = name
            self.email = email
        }
    }

    /// A user who has signed in.
    package struct SignedInUser: Sendable {
        let sub: String
        let at: Date

        /// `sub` is the user's id, and `at` the time of the sign-in, for `auth_time`.
        package init(sub: String, at: Date) {
            self.sub = sub
            self.at = at
        }
    }

    let source: Source
    let profile: Profile
    /// The base URL, which identifies this provider to clients. Set when the port is known.
    package var issuer = ""
    /// The registered applications.
    package internal(set) var applications = Applications()
    /// The open requests, and the codes and tokens that were given out.
    package internal(set) var grants: Grants
    private var key: SigningKey?

    /// A provider without applications. `source` gives the time and makes the codes and tokens.
    package init(source: Source, profile: Profile) {
        self.source = source
        self.profile = profile
        grants = Grants(source: source)
    }

    /// The key that signs tokens. It is made when it is first needed, because that takes a while; each run has its own.
    mutating func signingKey() throws(Refusal) -> SigningKey {
        if let key { return key }
        guard let made = try? SigningKey() else { throw .simulator(500, "no key could be made") }
        key = made
        return made
    }
}
