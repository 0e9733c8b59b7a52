import FoundationEssentials
import SimulatorHTTP

/// What a code stands for: the request and its user, and the access token once the code was exchanged.
struct Grant: Sendable, Equatable {
    let request: AuthorizationRequest
    let sub: String
    let authenticatedAt: Date
    let method: OpenIDProvider.SignedInUser.Method
    let expiresAt: Date
    var accessToken: String?

    /// A used code is kept until it expires, because a second use shows that it was stolen.
    func isOver(at now: Date) -> Bool { now >= expiresAt }
}

struct AccessToken: Sendable, Equatable {
    let sub: String
    let scope: [String]
    let expiresAt: Date

    func isOver(at now: Date) -> Bool { now >= expiresAt }
}

/// The authorization requests, codes and access tokens. Their number and their lifetimes are limited.
package struct Grants: Sendable {
    /// The most requests, the most codes and the most tokens that are kept.
    package static let limit = 1_000
    static let requestLifetime = 3_600.0
    static let codeLifetime = 60.0
    static let tokenLifetime = 3_600.0

    private let source: Source
    private(set) var requests = BoundedStore<AuthorizationRequest>(limit: Self.limit)
    private(set) var codes = BoundedStore<Grant>(limit: Self.limit)
    private(set) var tokens = BoundedStore<AccessToken>(limit: Self.limit)

    init(source: Source) {
        self.source = source
    }

    /// Keeps a request and returns the id that it is given.
    mutating func add(_ request: AuthorizationRequest) -> String {
        let (id, now) = (source.id(), source.now())
        requests.insert(request, for: id) { $0.isOver(at: now) }
        return id
    }

    mutating func close(_ requestID: String) {
        guard var request = requests[requestID] else { return }
        request.isAnswered = true
        requests.replace(request, for: requestID)
    }

    mutating func makeCode(
        for requestID: String, _ request: AuthorizationRequest, _ user: OpenIDProvider.SignedInUser
    ) -> String {
        close(requestID)
        let (code, now) = (source.secret(), source.now())
        let grant = Grant(
            request: request, sub: user.sub, authenticatedAt: user.at, method: user.method,
            expiresAt: now.addingTimeInterval(Self.codeLifetime))
        codes.insert(grant, for: code) { $0.isOver(at: now) }
        return code
    }

    /// Exchanges a code for an access token, once. A second use revokes the token (RFC 6749, section 4.1.2).
    mutating func redeem(_ code: String, clientID: String, redirectURI: String, verifier: String?)
        throws(OAuthError) -> (grant: Grant, accessToken: String)
    {
        guard var grant = codes[code], grant.request.client.clientID == clientID else {
            throw .invalidGrant("the code is unknown here or another client's")
        }
        if let token = grant.accessToken {
            tokens.remove(token)
            throw .invalidGrant("the code was used already, and its access token is revoked")
        }
        let now = source.now()
        guard !grant.isOver(at: now) else { throw .invalidGrant("the code has expired") }
        guard grant.request.client.uri == redirectURI else {
            throw .invalidGrant("the redirect_uri is not the one of the authorization request")
        }
        guard verifier.map(CodeVerifier.challenge) == grant.request.challenge else {
            throw .invalidGrant("the code_verifier does not fit the code_challenge of the authorization request")
        }
        let token = source.secret()
        grant.accessToken = token
        codes.replace(grant, for: code)
        let access = AccessToken(
            sub: grant.sub, scope: grant.request.scope, expiresAt: now.addingTimeInterval(Self.tokenLifetime))
        tokens.insert(access, for: token) { $0.isOver(at: now) }
        return (grant, token)
    }

    /// Nil if `token` is unknown, revoked or expired.
    func holder(of token: String) -> AccessToken? {
        tokens[token].flatMap { $0.isOver(at: source.now()) ? nil : $0 }
    }
}
