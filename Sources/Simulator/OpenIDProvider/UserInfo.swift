import HTTPTypes

/// What an access token is good for (OpenID Connect Core, section 5.3).
enum UserInfo {
    static func userInfo(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        guard let token = bearer(call.authorization) else {
            // RFC 6750, section 3.1: who shows no token is told that one is needed, and of no error.
            var answer = Answer.refused(.invalidToken("an access token is needed"), reference: world.source.id())
            answer.headers[.wwwAuthenticate] = "Bearer realm=\"smartpush-sim\""
            return answer
        }
        guard let access = world.grants.holder(of: token) else {
            return .refused(
                .invalidToken("the access token is unknown, revoked or expired"), reference: world.source.id())
        }
        var claims: [String: JSON] = ["sub": .string(access.sub)]
        if access.scope.contains("profile") {
            claims["name"] = "Demo User"
            claims["preferred_username"] = .string(world.tenant.identifier)
        }
        if access.scope.contains("email") {
            claims["email"] = .string(world.tenant.identifier)
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
