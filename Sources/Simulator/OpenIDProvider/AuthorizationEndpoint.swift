import FoundationEssentials
import HTTPTypes

/// Where an application sends its user to sign in, and the way back (OpenID Connect Core, section 3.1.2).
enum AuthorizationEndpoint {
    /// Makes the request id of the guide's step 2, and goes on to the login page with it.
    static func authorize(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let fields = try call.method == .post ? call.form() : call.queryFields()
        let client = try RedirectTarget(fields, world.applications)
        do throws(OAuthError) {
            let request = try AuthorizationRequest(
                Parameters(fields), client: client, isPublic: world.applications[client.clientID].secret == nil,
                expiresAt: world.source.now().addingTimeInterval(Grants.requestLifetime))
            return .redirect(to: "/?requestId=\(world.grants.add(request))")
        } catch {
            var answer = Answer.redirect(to: location(of: error, at: client, world))
            answer.result = error.code
            return answer
        }
    }

    /// The answer to `request`, of whose sign-in the page says that it has ended, well or not.
    static func finish(
        _ requestID: String, _ request: AuthorizationRequest, sub: String, statusID: String, _ world: inout World
    ) throws(Refusal) -> Answer {
        let now = world.source.now()
        guard !request.isOver(at: now) else { throw .requestOver }
        if let failed = world.ledger.signIn(statusID: statusID), failed.hasFailed(at: now),
            failed.requestID == requestID, failed.sub == sub
        {
            world.grants.close(requestID)
            let error = OAuthError(code: "access_denied", description: "the sign-in ended at \(failed.stage.rawValue)")
            return .redirect(to: location(of: error, at: request.client, world), statusID: statusID)
        }
        let signIn = try world.ledger.finish(statusID: statusID, requestID: requestID, sub: sub)
        let code = world.grants.makeCode(for: requestID, request, signIn)
        return .redirect(to: request.client.location([("code", code)], issuer: world.baseURL), statusID: statusID)
    }

    private static func location(of error: OAuthError, at client: RedirectTarget, _ world: World) -> String {
        client.location([("error", error.code), ("error_description", error.description)], issuer: world.baseURL)
    }
}

extension Refusal {
    static let requestOver = Refusal.simulator(
        400, "this authorization request has been answered or has expired: begin again at the application")
}
