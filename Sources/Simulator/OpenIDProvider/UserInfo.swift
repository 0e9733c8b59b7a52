import HTTPTypes
package import SimulatorHTTP

extension OpenIDProvider {
    /// The claims about the user for the holder of an access token (OpenID Connect Core, section 5.3). They depend on
    /// the token's scope.
    /// `profile` describes the user with an id.
    package func userInfo(_ request: ServerRequest, profile: (String) -> Profile) -> ServerResponse {
        guard let token = Self.bearer(request.authorization) else {
            // Without a token, the challenge has no error code (RFC 6750, section 3.1).
            var response = ServerResponse.refused(.invalidToken("an access token is needed"), reference: source.id())
            response.headers[.wwwAuthenticate] = "Bearer realm=\"smartpush-sim\""
            return response
        }
        guard let access = grants.holder(of: token) else {
            return .refused(
                .invalidToken("the access token is unknown, revoked or expired"), reference: source.id())
        }
        let profile = profile(access.sub)
        var claims: [String: JSON] = ["sub": .string(access.sub)]
        if access.scope.contains("profile") {
            claims["name"] = .string(profile.name)
            claims["given_name"] = .string(profile.givenName)
            claims["family_name"] = .string(profile.familyName)
            claims["preferred_username"] = .string(profile.email)
        }
        if access.scope.contains("email") {
            claims["email"] = .string(profile.email)
            claims["email_verified"] = true
        }
        return .json(.object(claims))
    }

    private static func bearer(_ authorization: String?) -> String? {
        let words = (authorization ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }
}
