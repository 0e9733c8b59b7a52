import FoundationEssentials
import OpenIDProvider
import SimulatorHTTP

/// Enrollment: the account page or the device starts it, the device completes it, and can end it later.
enum EnrollmentEndpoints {
    /// Starts an enrollment. A device sends the user's token. The account page needs none here, because only people on
    /// this machine reach it.
    static func initiate(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let fields = try request.body.isEmpty ? Fields(values: [:]) : request.fields()
        let setup =
            request.userToken == nil && fields.isFromWeb
            ? state.makeSetup(sub: try fields.optional("sub") ?? state.builtIn.sub)
            : try initiateOnDevice(request, fields, state)
        state.setups.add(setup, at: state.source.now())
        return .success(
            setup.json.merging([
                "authenticator_client_id": .string(setup.clientID),
                "push_selected_number": .string(setup.numbers.selected),
                "enrollment_url": .string(state.link(to: setup)),
            ]), statusID: setup.statusID)
    }

    private static func initiateOnDevice(
        _ request: ServerRequest, _ fields: Fields, _ state: SimulatorState
    ) throws(Refusal) -> Setup {
        guard let token = request.userToken,
            let user = state.openID.user(of: token, withScope: "cidaas:verification_write")
        else { throw .tokenUnusable }
        guard try fields.optional("sub") ?? user == user else { throw .tokenUnusable }
        let initiator = Setup.Initiator(
            deviceID: try fields.optional("device_id"), pushID: try fields.optional("push_id"),
            clientID: try fields.optional("client_id"))
        if let pushID = initiator.pushID { try state.pushTokens.check(pushID, orThrow: .pushTokenInvalid) }
        if let clientID = initiator.clientID { try state.checkIsKnown(clientID) }
        guard !state.store.devices.contains(where: { $0.sub == user && $0.ids.deviceID == initiator.deviceID }) else {
            throw .configuredBefore
        }
        return state.makeSetup(sub: user, initiator: initiator)
    }

    static func scan(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let (fields, ids, id) = try device(request, missing: 417)
        let sub = try fields.optional("sub")
        var setup = try state.setups.setup(exchangeID: id)
        guard !state.store.devices.contains(where: { $0.ids.deviceID == ids.deviceID && $0.sub == setup.sub }) else {
            throw .configured
        }
        try state.pushTokens.check(ids.pushID, orThrow: .pushTokenInvalid)
        try state.checkIsKnown(ids.clientID)
        try setup.scan(id, by: ids, sub: sub, next: state.store.nextExchange(), at: state.source.now())
        state.setups.remember(setup)
        return .success(
            setup.json.merging([
                "push_random_numbers": .array(setup.numbers.choices.map(JSON.string)),
                "user_info": state.people.profile(of: setup.sub).json(sub: setup.sub),
            ]), statusID: setup.statusID)
    }

    static func enroll(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        // Only the v2 path is documented with 417 (API reference).
        let (fields, ids, id) = try device(request, missing: request.path.contains("/v2/") ? 417 : 400)
        let passcode = try fields.optional("pass_code", "passcode")
        var setup = try state.setups.setup(exchangeID: id)
        // A wrong number is a refusal that changes the enrollment, so the enrollment is stored in both cases.
        defer { state.setups.remember(setup) }
        try setup.enroll(id, by: ids, passcode: passcode, next: state.store.nextExchange(), at: state.source.now())
        try state.store.register(
            Device(
                mediumID: state.source.id(), sub: setup.sub, keyName: state.store.unusedName(request.deviceName),
                inbox: state.defaultInbox, configuredAt: state.source.now(), ids: ids))
        return .success(setup.json.merging(["enrolled": true]), statusID: setup.statusID)
    }

    /// A device gives up between the initiation and the number. That closes the code on the account page.
    static func giveUp(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        guard let fields = try? request.fields() else { throw .unparsable }
        let id = try fields.exchangeIDFromDevice(orRefusedWith: 400)
        _ = try fields.fromDevice("reason", orRefusedWith: 400)
        var setup = try state.setups.setup(exchangeID: id)
        try setup.cancel(id, next: state.store.nextExchange(), at: state.source.now())
        state.setups.remember(setup)
        return .success(setup.json, statusID: setup.statusID)
    }

    /// A device ends its own enrollment. The user's id is in the path, and the device's ids are in the body.
    static func unenroll(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let ids = try request.fields().deviceIDs()
        try state.store.remove(ids, sub: request.decoded("sub"))
        return .success(true)
    }

    /// A device ends the enrollments of all its users. Its id is in the path and in the body.
    static func removeDevice(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse
    {
        let ids = try request.fields().deviceIDs()
        guard ids.deviceID == request.decoded("device_id") else {
            throw .mismatch("the device_id is not the one in the path")
        }
        try state.store.removeAll(ids)
        return .success(true)
    }

    static func status(_ setup: Setup) -> ServerResponse {
        .success(
            ["status": .string(setup.stage.rawValue), "sub": .string(setup.sub), "type": "PUSH"],
            statusID: setup.statusID)
    }

    /// Reads what every call of a device has here: its ids, and the exchange id that it spends.
    private static func device(
        _ request: ServerRequest, missing status: Int
    ) throws(Refusal) -> (Fields, DeviceIDs, String) {
        let fields = try request.fields()
        let ids = try fields.deviceIDs(orRefusedWith: status)
        return (fields, ids, try fields.exchangeIDFromDevice(orRefusedWith: status))
    }
}

extension Setup {
    var json: JSON { ["exchange_id": exchange.json, "sub": .string(sub), "status_id": .string(statusID)] }
}

extension SimulatorState {
    fileprivate func makeSetup(sub: String, initiator: Setup.Initiator? = nil) -> Setup {
        Setup(
            statusID: source.id(), sub: sub, clientID: initiator?.clientID ?? authenticatorID,
            initiator: initiator, numbers: makeNumbers(), exchange: store.nextExchange())
    }

    /// Throws unless an app with this id is registered at this tenant.
    fileprivate func checkIsKnown(_ clientID: String) throws(Refusal) {
        guard openID.isRegistered(clientID) else { throw .mismatch("no app has this client_id") }
    }
}

extension ServerRequest {
    /// The user's token, in the header of the published apps or in that of OAuth.
    fileprivate var userToken: String? {
        if let accessToken { return accessToken }
        guard let authorization, authorization.lowercased().hasPrefix("bearer ") else { return authorization }
        return String(authorization.dropFirst("bearer ".count))
    }

    /// The value in the path, without its percent encoding.
    fileprivate func decoded(_ parameter: String) -> String {
        let segment = URLComponents(string: "/" + (parameters[parameter] ?? ""))?.path ?? "/"
        return String(segment.dropFirst())
    }

    /// What the account page calls the device: what the device says itself, or else its program.
    fileprivate var deviceName: String {
        guard let deviceModel, !deviceModel.isEmpty else {
            let program = RequestingBrowser(userAgent: userAgent, address: address)
            return "\(program.browser.name) on \(program.os.name)"
        }
        let make = deviceMake.flatMap { $0.isEmpty || $0 == deviceModel ? nil : " (\($0))" } ?? ""
        return String((deviceModel + make).prefix(100))
    }
}

extension Refusal {
    fileprivate static let unparsable = Refusal(
        code: "VER_0004", httpStatus: 417, info: "the payload is not what this call takes")
}
