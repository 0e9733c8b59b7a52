import FoundationEssentials

/// What a login page calls (guide, steps 2, 3, 6 and 7, and the web's cancel of step 4.2).
enum WebSide {
    private static let usageTypes = [
        "PASSWORDLESS_AUTHENTICATION", "MULTIFACTOR_AUTHENTICATION", "INITIAL_AUTHENTICATION",
    ]

    /// Every identifier is the built-in user's, so every device is among the mediums.
    static func methods(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let fields = try call.fields()
        _ = try fields.required("request_id", "requestId")
        guard try identifier(in: fields) != nil else { throw .missing("identifier") }
        let mediums = world.ledger.devices.map { device -> JSON in
            ["id": .string(device.mediumID), "key_name": .string(device.keyName)]
        }
        return .success(["configured_list": [["type": "PUSH", "mediums": .array(mediums)]]])
    }

    /// Begins a sign-in and sends the push. The answer has the number that the page shows.
    static func initiate(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let fields = try call.fields()
        let requestID = try fields.required("request_id", "requestId")
        guard usageTypes.contains(try fields.required("usage_type")) else { throw .malformed }
        let identifier = try identifier(in: fields) ?? world.tenant.identifier
        if world.grants.requests[requestID]?.isOver(at: world.source.now()) == true { throw .requestOver }
        let (signIn, device) = try world.ledger.initiate(
            requestID: requestID, mediumID: try fields.optional("medium_id"),
            initiator: Initiator(userAgent: call.userAgent, address: call.address))
        let extra: [String: JSON] = [
            "medium_text": .string(identifier), "push_selected_number": .string(signIn.numbers.selected),
        ]
        var answer = Answer.success(signIn.json.merging(extra), statusID: signIn.statusID)
        answer.delivery = Delivery(message: PushMessage(signIn, tenant: world.tenant), inbox: device.inbox)
        return answer
    }

    static func cancel(_ fields: Fields, _ world: inout World) throws(Refusal) -> Answer {
        let exchangeID = try fields.exchangeID()
        let statusID = try fields.optional("status_id")
        guard exchangeID != nil || statusID != nil else { throw .missing("exchange_id") }
        if let statusID { try checkForm(of: statusID) }
        let signIn = try world.ledger.cancelFromWeb(exchangeID: exchangeID, statusID: statusID)
        return .success(signIn.json, statusID: signIn.statusID)
    }

    /// Public, and of no effect; an unknown id is answered with 204, as the real server does.
    static func status(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let statusID = call.parameters["status_id"] ?? ""
        try checkForm(of: statusID)
        if let setup = world.setups[statusID] { return SetupSide.status(setup) }
        guard let signIn = world.ledger.signIn(statusID: statusID) else {
            return .nothing(result: Refusal.statusIDUnknown.code, statusID: statusID)
        }
        var data: [String: JSON] = [
            "status": .string(signIn.stage.rawValue), "sub": .string(signIn.sub), "type": "PUSH",
        ]
        // The guide's statuses have no word for it. A page that knows this member needs not wait for the expiry.
        if signIn.isSpent { data["failure"] = .string(Refusal.passcodeWrong.code) }
        return .success(.object(data), statusID: statusID)
    }

    /// Ends the login: a redirect with a code, once for each sign-in. It goes to the application that the request id came
    /// from; a page that made the id up itself is shown the code here.
    static func finish(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let form = try call.form()
        let requestID = try form.required("requestId")
        guard try form.required("verificationType").lowercased() == "push" else { throw .malformed }
        let sub = try form.required("sub", "q")
        let statusID = try form.required("status_id")
        try checkForm(of: statusID)
        if let request = world.grants.requests[requestID] {
            return try AuthorizationEndpoint.finish(requestID, request, sub: sub, statusID: statusID, &world)
        }
        _ = try world.ledger.finish(statusID: statusID, requestID: requestID, sub: sub)
        let target = world.redirectURI ?? world.landing
        return .redirect(
            to: "\(target)\(target.contains("?") ? "&" : "?")code=\(world.source.id())", statusID: statusID)
    }

    private static func identifier(in fields: Fields) throws(Refusal) -> String? {
        try fields.optional("identifier", "email", "mobile_number", "mobile", "username", "user_name", "sub")
    }

    private static func checkForm(of statusID: String) throws(Refusal) {
        guard UUID(uuidString: statusID) != nil else { throw .statusIDMalformed }
    }
}
