package import FoundationEssentials
package import SimulatorHTTP

/// An OpenID provider as a value: it turns a request into a response, and never waits or touches a socket.
///
/// It does not know how its users sign in. ``authorize(_:)`` sends the browser to the login page with a request id. The
/// owner of the login page then calls ``complete(_:signedIn:)`` or ``decline(_:reason:)``.
package struct OpenIDProvider: Sendable {
    /// A user, as the user info endpoint describes them.
    package struct Profile: Sendable, Equatable {
        package let givenName: String
        /// Empty if the user has none.
        package let familyName: String
        /// Also the `preferred_username`.
        package let email: String

        package init(givenName: String, familyName: String, email: String) {
            self.givenName = givenName
            self.familyName = familyName
            self.email = email
        }

        /// The whole name.
        package var name: String { familyName.isEmpty ? givenName : "\(givenName) \(familyName)" }
    }

    /// A user who has signed in.
    package struct SignedInUser: Sendable {
        /// How a user has shown who they are; the raw values are those of `amr` (RFC 8176).
        package enum Method: String, Sendable {
            case push
            case password = "pwd"
        }

        let sub: String
        let at: Date
        let method: Method

        /// `sub` is the user's id, and `at` the time of the sign-in, for `auth_time`.
        package init(sub: String, at: Date, by method: Method) {
            self.sub = sub
            self.at = at
            self.method = method
        }
    }

    let source: Source
    /// The base URL, which identifies this provider to clients. Set when the port is known.
    package var issuer = ""
    /// The registered applications.
    package internal(set) var applications = Applications()
    /// The open requests, and the codes and tokens that were given out.
    package internal(set) var grants: Grants
    private var key: SigningKey?

    /// A provider for a native application with this id, which needs no registration (RFC 8252). `source` gives the time
    /// and makes the codes and tokens.
    package init(source: Source, authenticatorID: String) {
        self.source = source
        grants = Grants(source: source)
        applications = Applications(Application(id: authenticatorID, isRegistered: true))
    }

    /// Whether an application with this id is registered.
    package func isRegistered(_ clientID: String) -> Bool { applications[clientID].isRegistered }

    /// The id of the user of an access token; nil if the token is unknown, revoked or expired, or not for this scope.
    package func user(of token: String, withScope scope: String) -> String? {
        grants.holder(of: token).flatMap { $0.scope.contains(scope) ? $0.sub : nil }
    }

    /// The key that signs tokens. It is made when it is first needed, because that takes a while; each run has its own.
    mutating func signingKey() throws(Refusal) -> SigningKey {
        if let key { return key }
        guard let made = try? SigningKey() else { throw .simulator(500, "no key could be made") }
        key = made
        return made
    }
}
