import FoundationEssentials
import SimulatorHTTP

/// Enrollment: the account page starts it, a device completes it, and the device can end it later.
enum EnrollmentEndpoints {
    /// Starts an enrollment. The published path requires the user's token. There is only one user here, so none is
    /// checked.
    static func initiate(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let sub = try request.body.isEmpty ? nil : request.fields().optional("sub")
        let setup = Setup(
            statusID: state.source.id(), sub: sub ?? state.builtIn.sub, clientID: state.authenticatorID,
            numbers: state.makeNumbers(), exchange: state.store.nextExchange())
        state.setups.add(setup, at: state.source.now())
        return .success(
            setup.json.merging([
                "authenticator_client_id": .string(setup.clientID),
                "push_selected_number": .string(setup.numbers.selected),
                "enrollment_url": .string(state.link(to: setup)),
            ]), statusID: setup.statusID)
    }

    static func scan(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let (fields, ids, id) = try device(request)
        let sub = try required("sub", in: fields)
        var setup = try state.setups.setup(exchangeID: id)
        guard !state.store.devices.contains(where: { $0.ids.deviceID == ids.deviceID && $0.sub == sub }) else {
            throw .configured
        }
        try setup.scan(id, by: ids, sub: sub, next: state.store.nextExchange(), at: state.source.now())
        state.setups.remember(setup)
        let numbers: [String: JSON] = ["push_random_numbers": .array(setup.numbers.choices.map(JSON.string))]
        return .success(setup.json.merging(numbers), statusID: setup.statusID)
    }

    static func enroll(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let (fields, ids, id) = try device(request)
        let passcode = try fields.optional("pass_code", "passcode")
        var setup = try state.setups.setup(exchangeID: id)
        // A wrong number is a refusal that changes the enrollment, so the enrollment is stored in both cases.
        defer { state.setups.remember(setup) }
        try setup.enroll(id, by: ids, passcode: passcode, next: state.store.nextExchange(), at: state.source.now())
        let caller = RequestingBrowser(userAgent: request.userAgent, address: request.address)
        try state.store.register(
            Device(
                mediumID: state.source.id(), sub: setup.sub, keyName: "\(caller.browser) on \(caller.os)",
                inbox: state.defaultInbox, ids: ids))
        return .success(setup.json.merging(["enrolled": true]), statusID: setup.statusID)
    }

    /// A device ends its own enrollment. The user's id is in the path, and the device's ids are in the body.
    static func unenroll(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let fields = try request.fields()
        let ids = DeviceIDs(
            deviceID: try required("device_id", in: fields), clientID: try required("client_id", in: fields),
            pushID: try required("push_id", in: fields))
        let segment = URLComponents(string: "/" + (request.parameters["sub"] ?? ""))?.path ?? "/"
        try state.store.remove(ids, sub: String(segment.dropFirst()))
        return .success(true)
    }

    static func status(_ setup: Setup) -> ServerResponse {
        .success(
            ["status": .string(setup.stage.rawValue), "sub": .string(setup.sub), "type": "PUSH"],
            statusID: setup.statusID)
    }

    /// Reads what every call of a device has here: its ids, and the exchange id that it spends.
    private static func device(_ request: ServerRequest) throws(Refusal) -> (Fields, DeviceIDs, String) {
        let fields = try request.fields()
        let ids = DeviceIDs(
            deviceID: try required("device_id", in: fields), clientID: try required("client_id", in: fields),
            pushID: try required("push_id", in: fields))
        guard let id = try fields.exchangeID() else { throw .missingInSetup("exchange_id") }
        return (fields, ids, id)
    }

    private static func required(_ name: String, in fields: Fields) throws(Refusal) -> String {
        guard let value = try fields.optional(name) else { throw .missingInSetup(name) }
        return value
    }
}

extension Setup {
    var json: JSON { ["exchange_id": exchange.json, "sub": .string(sub), "status_id": .string(statusID)] }
}

extension SimulatorState {
    /// The link that the account page shows. Its values are in the fragment, which a browser never sends to a server.
    func link(to setup: Setup) -> String {
        var fragment = URLComponents()
        fragment.queryItems = [
            URLQueryItem(name: "tenant_key", value: tenant.key), URLQueryItem(name: "tenant_name", value: tenant.name),
            URLQueryItem(name: "sub", value: setup.sub), URLQueryItem(name: "client_id", value: setup.clientID),
            URLQueryItem(name: "exchange_id", value: setup.exchange.id),
        ]
        return "\(baseURL)/account#\(fragment.percentEncodedQuery ?? "")"
    }
}
