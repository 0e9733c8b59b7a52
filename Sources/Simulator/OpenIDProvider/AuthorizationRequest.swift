import FoundationEssentials

/// An application's request to sign a user in, after it was checked.
struct AuthorizationRequest: Sendable, Equatable {
    let client: RedirectTarget
    let scope: [String]
    let nonce: String?
    /// The hash that the code verifier must have (RFC 7636); nil if a client that has a secret gave none.
    let challenge: String?
    let expiresAt: Date
    /// True after the application got its answer; a request gets one.
    var isAnswered = false

    func isOver(at now: Date) -> Bool { isAnswered || now >= expiresAt }
}

extension AuthorizationRequest {
    static let scopesOfSignIn = ["openid", "profile", "email"]
    /// The last one lets a device enroll itself for the user.
    static let scopes = scopesOfSignIn + ["cidaas:verification_write"]

    /// Reads the other parameters after the redirect target, so that an error in them can be sent there. A public
    /// client has no secret, so it has to give a challenge.
    init(
        _ parameters: Parameters, client: RedirectTarget, _ application: Application, expiresAt: Date
    ) throws(OAuthError) {
        try Self.refuseWhatIsNotDone(parameters)
        guard try parameters.required("response_type") == "code" else {
            throw OAuthError(code: "unsupported_response_type", description: "the response_type is code")
        }
        let asked = try parameters.optional("scope") ?? ""
        let scope = asked.split(separator: " ").map(String.init)
        guard scope.contains("openid") else {
            throw OAuthError(code: "invalid_scope", description: "the scope has to contain openid")
        }
        guard application.scopes.containsAll(of: scope) else {
            throw OAuthError(code: "invalid_scope", description: "this client may not ask for one of these scopes")
        }
        self.client = client
        self.scope = Self.scopes.filter(scope.contains)
        self.expiresAt = expiresAt
        nonce = try parameters.optional("nonce")
        challenge = try Self.challenge(in: parameters, isRequired: application.secret == nil)
    }

    /// Refuses the optional parameters that are not implemented, because ignoring one would change the request's
    /// meaning.
    private static func refuseWhatIsNotDone(_ parameters: Parameters) throws(OAuthError) {
        for (name, code) in [
            ("request", "request_not_supported"), ("request_uri", "request_uri_not_supported"),
            ("registration", "registration_not_supported"),
        ] where parameters.has(name) {
            throw OAuthError(code: code, description: "the parameter \(name) is not supported")
        }
        guard ["query", nil].contains(try parameters.optional("response_mode")) else {
            throw .invalidRequest("the response_mode is query")
        }
        let prompts = try parameters.optional("prompt")?.split(separator: " ") ?? []
        guard prompts.contains("none") else { return }
        guard prompts.count == 1 else { throw .invalidRequest("prompt=none stands alone") }
        // No user is ever signed in already, because every sign-in takes a push.
        throw OAuthError(code: "login_required", description: "a sign-in takes its user, so prompt cannot be none")
    }

    private static func challenge(in parameters: Parameters, isRequired: Bool) throws(OAuthError) -> String? {
        let method = try parameters.optional("code_challenge_method")
        guard let challenge = try parameters.optional("code_challenge") else {
            guard !isRequired, method == nil else { throw .invalidRequest("the parameter code_challenge is missing") }
            return nil
        }
        guard method == "S256" else { throw .invalidRequest("the code_challenge_method is S256") }
        guard challenge.wholeMatch(of: /[A-Za-z0-9\-_]{43}/) != nil else {
            throw .invalidRequest("the code_challenge is not a SHA-256 in base64url")
        }
        return challenge
    }
}
