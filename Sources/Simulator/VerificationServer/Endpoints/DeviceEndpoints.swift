import SimulatorHTTP

/// The calls of a device (guide, steps 4 and 5; the pending list and the change of the push id are from the SDKs).
enum DeviceEndpoints {
    /// The answer also tells the device who is asking.
    static func acknowledge(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        try step(.acknowledge, request.fields(), &state) { signIn, state in
            [
                "client_name": .string(state.tenant.clientName), "message": .string(state.tenant.message),
                "address": signIn.browser.addressJSON,
                "device_info": signIn.browser.deviceJSON(id: signIn.mediumID),
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

    /// This device's open sign-ins in the form of the push, or 204 if there are none.
    static func pending(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let fields = try request.fields()
        let sub = try fields.required("sub")
        let waiting = try state.store.pending(ids: fields.deviceIDs(), sub: sub)
        guard !waiting.isEmpty else { return .nothing() }
        let items = waiting.map { signIn in
            PushMessage(signIn, tenant: state.tenant).json.merging(["status_id": .string(signIn.statusID)])
        }
        return .success(.array(items))
    }

    static func changePushID(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse
    {
        let fields = try request.fields()
        let new = try fields.deviceIDs()
        let old = DeviceIDs(
            deviceID: new.deviceID, clientID: new.clientID, pushID: try fields.required("old_push_id"))
        try state.store.changePushID(of: old, to: new.pushID)
        return .success(true)
    }

    private static func step(
        _ step: Step, _ fields: Fields, _ state: inout SimulatorState,
        extra: (SignIn, SimulatorState) -> [String: JSON] = { _, _ in [:] }
    ) throws(Refusal) -> ServerResponse {
        let ids = try fields.deviceIDs()
        guard let exchangeID = try fields.exchangeID() else { throw .missing("exchange_id") }
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
