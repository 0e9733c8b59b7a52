import HTTPTypes

/// Where an application exchanges its code (OpenID Connect Core, section 3.1.3).
enum TokenEndpoint {
    static func token(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let redeemed: (grant: Grant, accessToken: String)
        do throws(OAuthError) {
            redeemed = try redeem(call, &world)
        } catch {
            return .refused(error, reference: world.source.id())
        }
        return try tokens(redeemed.grant, redeemed.accessToken, &world)
    }

    private static func redeem(_ call: Call, _ world: inout World) throws(OAuthError)
        -> (grant: Grant, accessToken: String)
    {
        let parameters = try Parameters(formOf: call)
        let clientID = try ClientCredentials.check(call, parameters, world.applications)
        guard try parameters.required("grant_type") == "authorization_code" else {
            throw OAuthError(code: "unsupported_grant_type", description: "the grant_type is authorization_code")
        }
        let code = try parameters.required("code")
        let redirectURI = try parameters.required("redirect_uri")
        let verifier = try parameters.optional("code_verifier")
        return try world.grants.redeem(code, clientID: clientID, redirectURI: redirectURI, verifier: verifier)
    }

    private static func tokens(_ grant: Grant, _ accessToken: String, _ world: inout World) throws(Refusal) -> Answer {
        let claims = IDToken.claims(grant, accessToken: accessToken, issuer: world.baseURL, at: world.source.now())
        var answer = Answer.json([
            "access_token": .string(accessToken), "token_type": "Bearer",
            "expires_in": .integer(Int(Grants.tokenLifetime)),
            "scope": .string(grant.request.scope.joined(separator: " ")),
            "id_token": .string(try world.sign(claims)),
        ])
        answer.headers[.cacheControl] = "no-store"
        return answer
    }
}
