import FoundationEssentials
import OpenIDProvider
import SimulatorHTTP

/// The calls of a login page (guide, steps 2, 3, 6 and 7, and the web's cancel of step 4.2).
enum WebEndpoints {
    private static let usageTypes = [
        "PASSWORDLESS_AUTHENTICATION", "MULTIFACTOR_AUTHENTICATION", "INITIAL_AUTHENTICATION",
    ]

    /// Every identifier stands for the built-in user, so all devices are mediums. Only a name that somebody has signed in
    /// with stands for that user alone.
    static func methods(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let fields = try request.fields()
        _ = try fields.required("request_id", "requestId")
        guard try identifier(in: fields) != nil else { throw .missing("identifier") }
        let user = try identifier(in: fields).flatMap { state.people.sub(named: $0) }
        let mediums = state.store.devices.filter { user ?? $0.sub == $0.sub }.map { device -> JSON in
            ["id": .string(device.mediumID), "key_name": .string(device.keyName)]
        }
        return .success(["configured_list": [["type": "PUSH", "mediums": .array(mediums)]]])
    }

    /// Starts a sign-in and sends the push. The answer has the number that the page shows.
    static func initiate(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let fields = try request.fields()
        let requestID = try fields.required("request_id", "requestId")
        guard usageTypes.contains(try fields.required("usage_type")) else { throw .malformed }
        let identifier = try identifier(in: fields) ?? state.tenant.identifier
        try state.openID.checkIsOpen(requestID)
        let (signIn, device) = try state.store.initiate(
            requestID: requestID, mediumID: try fields.optional("medium_id"),
            browser: RequestingBrowser(userAgent: request.userAgent, address: request.address))
        let extra: [String: JSON] = [
            "medium_text": .string(identifier), "push_selected_number": .string(signIn.numbers.selected),
            "q": .string(signIn.sub),
        ]
        if state.delivers {
            let message = PushMessage(signIn, tenant: state.tenant, shapes: state.shapes)
            state.outgoingPush = PushDelivery(message: message, inbox: device.inbox)
        }
        return .success(signIn.json.merging(extra), statusID: signIn.statusID)
    }

    static func cancel(_ fields: Fields, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let exchangeID = try fields.exchangeID()
        let statusID = try fields.optional("status_id")
        guard exchangeID != nil || statusID != nil else { throw .missing("exchange_id") }
        if let statusID { try checkForm(of: statusID) }
        let signIn = try state.store.cancelFromWeb(exchangeID: exchangeID, statusID: statusID)
        return .success(signIn.json, statusID: signIn.statusID)
    }

    /// Public and without effect. An unknown id is answered with 204, as by the real server.
    static func status(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let statusID = request.parameters["status_id"] ?? ""
        try checkForm(of: statusID)
        if let setup = state.setups[statusID] { return EnrollmentEndpoints.status(setup) }
        guard let signIn = state.store.signIn(statusID: statusID) else {
            return .nothing(result: Refusal.statusIDUnknown.code, statusID: statusID)
        }
        var data: [String: JSON] = [
            "status": .string(signIn.stage.rawValue), "sub": .string(signIn.sub), "type": "PUSH",
        ]
        // The guide has no status for a wrong number. A page that knows this member need not wait until the sign-in
        // expires.
        if signIn.isSpent { data["failure"] = .string(Refusal.passcodeWrong.code) }
        return .success(.object(data), statusID: statusID)
    }

    /// Ends the login: redirects with a code, once for each sign-in. If an application made the request id, the
    /// redirect goes to the application; otherwise to the configured URI or the simulator's own landing page.
    static func finish(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let form = try request.form()
        let requestID = try form.required("requestId")
        guard try form.required("verificationType").lowercased() == "push" else { throw .malformed }
        let sub = try form.required("sub", "q")
        let statusID = try form.required("status_id")
        try checkForm(of: statusID)
        if state.openID.destination(of: requestID) != nil {
            return try OpenIDEndpoints.finish(requestID, sub: sub, statusID: statusID, &state)
        }
        _ = try state.store.finish(statusID: statusID, requestID: requestID, sub: sub)
        let target = state.redirectURI ?? state.landing
        return .redirect(
            to: "\(target)\(target.contains("?") ? "&" : "?")code=\(state.source.id())", statusID: statusID)
    }

    private static func identifier(in fields: Fields) throws(Refusal) -> String? {
        try fields.optional("identifier", "email", "mobile_number", "mobile", "username", "user_name", "sub")
    }

    private static func checkForm(of statusID: String) throws(Refusal) {
        guard UUID(uuidString: statusID) != nil else { throw .statusIDMalformed }
    }
}
