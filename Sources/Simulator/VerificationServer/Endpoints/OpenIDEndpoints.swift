import OpenIDProvider
import SimulatorHTTP

/// The OpenID provider's calls. The provider does not know the verification server, so this type passes on how a
/// sign-in ended.
enum OpenIDEndpoints {
    static func configuration(
        _ request: ServerRequest, _ state: inout SimulatorState
    ) throws(Refusal) -> ServerResponse { state.openID.configuration() }

    static func keys(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try state.openID.keys()
    }

    static func authorize(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try state.openID.authorize(request)
    }

    static func token(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try state.openID.token(request)
    }

    static func userInfo(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        state.openID.userInfo(request)
    }

    static func registerClient(
        _ request: ServerRequest, _ state: inout SimulatorState
    ) throws(Refusal) -> ServerResponse { try state.openID.registerClient(request) }

    /// Ends the authorization request `requestID` in the same way as its sign-in ended: with a code or with an error.
    static func finish(
        _ requestID: String, sub: String, statusID: String, _ state: inout SimulatorState
    ) throws(Refusal) -> ServerResponse {
        try state.openID.checkIsOpen(requestID)
        let now = state.source.now()
        var response: ServerResponse
        if let failed = state.store.signIn(statusID: statusID), failed.hasFailed(at: now),
            failed.requestID == requestID, failed.sub == sub
        {
            response = try state.openID.decline(requestID, reason: "the sign-in ended at \(failed.stage.rawValue)")
        } else {
            let signIn = try state.store.finish(statusID: statusID, requestID: requestID, sub: sub)
            let user = OpenIDProvider.SignedInUser(sub: signIn.sub, at: signIn.authenticatedAt ?? now)
            response = try state.openID.complete(requestID, signedIn: user)
        }
        response.statusID = statusID
        return response
    }
}
