import HTTPTypes
package import SimulatorHTTP

// An application exchanges its code here (OpenID Connect Core, section 3.1.3).
extension OpenIDProvider {
    /// Exchanges a code for an access token and an ID token, once. An error of the client is a response, too.
    /// - Throws: a refusal if the ID token could not be signed.
    package mutating func token(_ request: ServerRequest) throws(Refusal) -> ServerResponse {
        let redeemed: (grant: Grant, accessToken: String)
        do throws(OAuthError) {
            redeemed = try redeem(request)
        } catch {
            return .refused(error, reference: source.id())
        }
        return try tokens(redeemed.grant, redeemed.accessToken)
    }

    private mutating func redeem(_ request: ServerRequest) throws(OAuthError) -> (grant: Grant, accessToken: String) {
        let parameters = try Parameters(formOf: request)
        let clientID = try ClientCredentials.check(request, parameters, applications)
        guard try parameters.required("grant_type") == "authorization_code" else {
            throw OAuthError(code: "unsupported_grant_type", description: "the grant_type is authorization_code")
        }
        let code = try parameters.required("code")
        let redirectURI = try parameters.required("redirect_uri")
        let verifier = try parameters.optional("code_verifier")
        return try grants.redeem(code, clientID: clientID, redirectURI: redirectURI, verifier: verifier)
    }

    private mutating func tokens(_ grant: Grant, _ accessToken: String) throws(Refusal) -> ServerResponse {
        let claims = IDToken.claims(grant, accessToken: accessToken, issuer: issuer, at: source.now())
        guard let idToken = try? signingKey().sign(claims) else {
            throw .simulator(500, "the token could not be signed")
        }
        var response = ServerResponse.json([
            "access_token": .string(accessToken), "token_type": "Bearer",
            "expires_in": .integer(Int(Grants.tokenLifetime)),
            "scope": .string(grant.request.scope.joined(separator: " ")),
            "id_token": .string(idToken),
        ])
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
