import SimulatorHTTP

/// The calls of a device (guide, steps 4 and 5; the lists and the change of the push id are from the SDKs).
enum DeviceEndpoints {
    /// The answer also tells the device who is asking.
    static func acknowledge(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try step(.acknowledge, request.fields(), &state) { signIn, state in
            [
                "client_name": .string(state.tenant.clientName), "message": .string(state.tenant.message),
                "address": signIn.browser.address(in: state.shapes),
                "device_info": signIn.browser.device(id: signIn.mediumID, in: state.shapes),
            ]
        }
    }

    /// The answer also has the numbers to choose from.
    static func allow(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try step(.allow, request.fields(), &state) { signIn, _ in
            ["push_random_numbers": .array(signIn.numbers.choices.map(JSON.string))]
        }
    }

    static func deny(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try step(.deny, request.fields(), &state)
    }

    /// The device and the web use the same path. Only the device sends its ids.
    static func cancel(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let fields = try request.fields()
        guard fields.isFromWeb else { return try step(.cancel, fields, &state) }
        return try WebEndpoints.cancel(fields, &state)
    }

    static func verify(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try step(.verify, request.fields(), &state)
    }

    /// This device's sign-ins that wait to be acknowledged, in the form of the push, or 204 if there are none.
    static func pending(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let (ids, sub, _) = try lister(request, state)
        let waiting = try state.store.pending(ids: ids, sub: sub)
        guard !waiting.isEmpty else { return .nothing() }
        return .success(
            .array(waiting.map { PushMessage($0, tenant: state.tenant, shapes: state.shapes).json }))
    }

    /// What this device, or another one of the same user, is enrolled for, and the user; 204 if it is for nothing.
    static func configured(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let (ids, sub, fields) = try lister(request, state)
        let caller = try state.store.device(ids, sub: sub)
        let wanted = try fields.optional("linked_device_id") ?? caller.ids.deviceID
        let devices = state.store.devices.filter { $0.sub == sub && $0.ids.deviceID == wanted }
        guard !devices.isEmpty else { return .nothing() }
        let list = devices.map { device -> JSON in
            [
                "_id": .string(device.mediumID), "sub": .string(sub), "verification_type": "PUSH",
                "configured_at": .string(device.configuredAt.rfc3339),
            ]
        }
        return .success([
            "user_info": state.people.profile(of: sub).json(sub: sub), "tenant_name": .string(state.tenant.name),
            "tenant_key": .string(state.tenant.key), "configured_list": .array(list),
        ])
    }

    static func changePushID(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse
    {
        let fields = try request.fields()
        let new = try fields.deviceIDs()
        let old = DeviceIDs(
            deviceID: new.deviceID, clientID: new.clientID, pushID: try fields.fromDevice("old_push_id"))
        try state.pushTokens.check(new.pushID, orThrow: .pushTokenInvalid)
        try state.store.changePushID(of: old, to: new.pushID)
        return .success(true)
    }

    /// Reads what the call for a list has: the device's ids, and the user.
    private static func lister(
        _ request: ServerRequest, _ state: SimulatorState
    ) throws(Refusal) -> (DeviceIDs, sub: String, Fields) {
        let fields = try request.fields()
        let sub = try fields.fromDevice("sub")
        let ids = try fields.deviceIDs()
        try state.pushTokens.check(ids.pushID, orThrow: .pushTokenUnknown)
        return (ids, sub, fields)
    }

    private static func step(
        _ step: Step, _ fields: Fields, _ state: inout SimulatorState,
        extra: (SignIn, SimulatorState) -> [String: JSON] = { _, _ in [:] }
    ) throws(Refusal) -> ServerResponse {
        let ids = try fields.deviceIDs()
        let exchangeID = try fields.exchangeIDFromDevice()
        let passcode = try fields.optional("passcode", "pass_code")
        let signIn = try state.store.take(step, ids: ids, exchangeID: exchangeID, passcode: passcode)
        return .success(signIn.json.merging(extra(signIn, state)), statusID: signIn.statusID)
    }
}

extension Exchange {
    var json: JSON { ["exchange_id": .string(id), "expires_at": .string(expiresAt.rfc3339)] }
}

extension SignIn {
    /// What the answers to all steps have.
    var json: JSON { ["exchange_id": exchange.json, "sub": .string(sub), "status_id": .string(statusID)] }
}
