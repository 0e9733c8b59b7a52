/// What a device calls (guide, steps 4 and 5; the pending list and the push-id change are the SDKs').
enum DeviceSide {
    /// Its answer also tells the device who is asking.
    static func acknowledge(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        try step(.acknowledge, call.fields(), &world) { signIn, world in
            [
                "client_name": .string(world.tenant.clientName), "message": .string(world.tenant.message),
                "address": signIn.initiator.addressJSON,
                "device_info": signIn.initiator.deviceJSON(id: signIn.mediumID),
            ]
        }
    }

    /// Its answer also brings the numbers to choose from.
    static func allow(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        try step(.allow, call.fields(), &world) { signIn, _ in
            ["push_random_numbers": .array(signIn.numbers.choices.map(JSON.string))]
        }
    }

    static func deny(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        try step(.deny, call.fields(), &world)
    }

    /// The same path serves the device and the web; who calls shows by whether a device's ids are given.
    static func cancel(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let fields = try call.fields()
        guard fields.isFromWeb else { return try step(.cancel, fields, &world) }
        return try WebSide.cancel(fields, &world)
    }

    static func verify(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        try step(.verify, call.fields(), &world)
    }

    /// This device's open sign-ins in the form of the push, or 204 where there are none.
    static func pending(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let fields = try call.fields()
        let sub = try fields.required("sub")
        let waiting = try world.ledger.pending(ids: fields.deviceIDs(), sub: sub)
        guard !waiting.isEmpty else { return .nothing() }
        let items = waiting.map { signIn in
            PushMessage(signIn, tenant: world.tenant).json.merging(["status_id": .string(signIn.statusID)])
        }
        return .success(.array(items))
    }

    static func changePushID(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let fields = try call.fields()
        let new = try fields.deviceIDs()
        let old = DeviceIDs(
            deviceID: new.deviceID, clientID: new.clientID, pushID: try fields.required("old_push_id"))
        try world.ledger.changePushID(of: old, to: new.pushID)
        return .success(true)
    }

    private static func step(
        _ step: Step, _ fields: Fields, _ world: inout World, extra: (SignIn, World) -> [String: JSON] = { _, _ in [:] }
    ) throws(Refusal) -> Answer {
        let ids = try fields.deviceIDs()
        guard let exchangeID = try fields.exchangeID() else { throw .missing("exchange_id") }
        let passcode = try fields.optional("passcode", "pass_code")
        let signIn = try world.ledger.take(step, ids: ids, exchangeID: exchangeID, passcode: passcode)
        return .success(signIn.json.merging(extra(signIn, world)), statusID: signIn.statusID)
    }
}

extension Exchange {
    var json: JSON { ["exchange_id": .string(id), "expires_at": .string(expiresAt.rfc3339)] }
}

extension SignIn {
    /// What each step's answer holds.
    var json: JSON { ["exchange_id": exchange.json, "sub": .string(sub), "status_id": .string(statusID)] }
}
