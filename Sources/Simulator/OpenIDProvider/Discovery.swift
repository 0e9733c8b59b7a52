package import SimulatorHTTP

extension OpenIDProvider {
    /// The provider's metadata, from which a client configures itself (OpenID Connect Discovery, section 3).
    package func configuration() -> ServerResponse {
        let issuer = issuer
        let at = { (path: String) -> JSON in .string(issuer + path) }
        return .json([
            "issuer": at(""), "authorization_endpoint": at("/authz-srv/authz"),
            "token_endpoint": at("/token-srv/token"), "userinfo_endpoint": at("/users-srv/userinfo"),
            "jwks_uri": at("/.well-known/jwks.json"),
            "response_types_supported": ["code"], "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": .array(AuthorizationRequest.scopes.map(JSON.string)),
            "token_endpoint_auth_methods_supported": ["none", "client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "claims_supported": [
                "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "amr", "name",
                "given_name", "family_name", "preferred_username", "email", "email_verified",
            ],
            "authorization_response_iss_parameter_supported": true, "claims_parameter_supported": false,
            "request_parameter_supported": false, "request_uri_parameter_supported": false,
        ])
    }

    /// The set of public keys that verify ID tokens (RFC 7517, section 5).
    /// - Throws: a refusal if no key could be made.
    package mutating func keys() throws(Refusal) -> ServerResponse {
        .json(["keys": [try signingKey().published]])
    }
}
