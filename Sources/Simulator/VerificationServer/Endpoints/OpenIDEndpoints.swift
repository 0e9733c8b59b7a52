import OpenIDProvider
import SimulatorHTTP
import Web

/// The OpenID provider's calls. The provider does not know the verification server, so this type passes on how a
/// sign-in ended.
enum OpenIDEndpoints {
    static func configuration(
        _ request: ServerRequest, _ state: inout SimulatorState
    ) throws(Refusal) -> ServerResponse { state.openID.configuration() }

    static func keys(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try state.openID.keys()
    }

    /// If there is no address to which an error can be sent, a browser shows it on a page.
    static func authorize(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        do throws(Refusal) {
            return try state.openID.authorize(request)
        } catch {
            guard request.wantsPage else { throw error }
            return WebPages.refusal(error)
        }
    }

    static func token(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try state.openID.token(request)
    }

    static func userInfo(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        state.openID.userInfo(request) { [people = state.people] in people.profile(of: $0) }
    }

    static func registerClient(
        _ request: ServerRequest, _ state: inout SimulatorState
    ) throws(Refusal) -> ServerResponse { try state.openID.registerClient(request) }

    /// Signs a user in without a device: any name and any password will do. That is how the first device gets its token.
    static func signInByPassword(
        _ request: ServerRequest, _ state: inout SimulatorState
    ) throws(Refusal) -> ServerResponse {
        let form = try request.form()
        let requestID = try form.required("requestId")
        let name = try form.required("username")
        _ = try form.required("password")
        try state.openID.checkIsOpen(requestID)
        guard state.openID.destination(of: requestID) != nil else {
            throw .simulator(400, "no application has made this request, so there is nothing to sign in to")
        }
        let sub = state.people.signIn(name, new: state.source.id())
        let user = OpenIDProvider.SignedInUser(sub: sub, at: state.source.now(), by: .password)
        return try state.openID.complete(requestID, signedIn: user)
    }

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
            let user = OpenIDProvider.SignedInUser(sub: signIn.sub, at: signIn.authenticatedAt ?? now, by: .push)
            response = try state.openID.complete(requestID, signedIn: user)
        }
        response.statusID = statusID
        return response
    }
}
