import FoundationEssentials
import HTTPTypes
package import SimulatorHTTP

// An application sends its user here to sign in, and gets the user back (OpenID Connect Core, section 3.1.2).
extension OpenIDProvider {
    /// Makes the request id of the guide's step 2 and redirects to the login page with it. An error that the
    /// application may learn of goes back to its redirect URI.
    /// - Throws: the refusal that the browser gets if no redirect URI can be trusted.
    package mutating func authorize(_ request: ServerRequest) throws(Refusal) -> ServerResponse {
        let fields = try request.method == .post ? request.form() : request.queryFields()
        let client = try RedirectTarget(fields, applications)
        do throws(OAuthError) {
            let asked = try AuthorizationRequest(
                Parameters(fields), client: client, applications[client.clientID],
                expiresAt: source.now().addingTimeInterval(Grants.requestLifetime))
            return .redirect(to: "/?requestId=\(grants.add(asked))")
        } catch {
            var response = ServerResponse.redirect(to: location(of: error, at: client))
            response.result = error.code
            return response
        }
    }

    /// The redirect URI of this request; nil if no application has made a request with this id.
    package func destination(of requestID: String) -> String? { grants.requests[requestID]?.client.uri }

    /// Throws if an application has made this request and it was answered or has expired.
    package func checkIsOpen(_ requestID: String) throws(Refusal) {
        if grants.requests[requestID]?.isOver(at: source.now()) == true { throw .requestOver }
    }

    /// Redirects to the application with a code, after `user` has signed in for the request.
    /// - Throws: a refusal if the request is unknown, was answered or has expired.
    package mutating func complete(_ requestID: String, signedIn user: SignedInUser) throws(Refusal) -> ServerResponse {
        let request = try openRequest(requestID)
        let code = grants.makeCode(for: requestID, request, user)
        return .redirect(to: request.client.location([("code", code)], issuer: issuer))
    }

    /// Redirects to the application with the error `access_denied`, after the sign-in for the request has failed.
    /// `reason` becomes the `error_description`.
    /// - Throws: a refusal if the request is unknown, was answered or has expired.
    package mutating func decline(_ requestID: String, reason: String) throws(Refusal) -> ServerResponse {
        let request = try openRequest(requestID)
        grants.close(requestID)
        let error = OAuthError(code: "access_denied", description: reason)
        return .redirect(to: location(of: error, at: request.client))
    }

    private func openRequest(_ requestID: String) throws(Refusal) -> AuthorizationRequest {
        guard let request = grants.requests[requestID], !request.isOver(at: source.now()) else { throw .requestOver }
        return request
    }

    private func location(of error: OAuthError, at client: RedirectTarget) -> String {
        client.location([("error", error.code), ("error_description", error.description)], issuer: issuer)
    }
}

extension Refusal {
    fileprivate static let requestOver = Refusal.simulator(
        400, "this authorization request has been answered or has expired: begin again at the application")
}
