import HTTPTypes
import SimulatorHTTP

/// Test support below `/sim/`, open to every program that reaches the loopback port.
enum ControlEndpoints {
    /// Lets a caller find out that this is not a real server.
    static func identify(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        .json(["simulator": "smartpush-sim"])
    }

    /// Registers a further device and answers with its enrollment. Every field is optional.
    static func register(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let fields = try request.body.isEmpty ? Fields(values: [:]) : request.fields()
        let device = DeviceRequest(
            deviceID: try fields.optional("device_id"), clientID: try fields.optional("client_id"),
            pushID: try fields.optional("push_id"), sub: try fields.optional("sub"),
            keyName: try fields.optional("key_name"), inbox: try fields.optional("inbox"),
            mediumID: try fields.optional("medium_id"))
        return .json(try state.register(device).json, status: 201)
    }

    /// Removes the device, as the user does on the account page. The device is not told.
    static func removeDevice(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse
    {
        try state.store.remove(mediumID: request.parameters["medium_id"] ?? "")
        return .nothing()
    }

    /// Takes `{"push_token":"…"}`, a push id that the tenant knows from now on.
    static func addPushToken(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse
    {
        try state.pushTokens.add(request.fields().required("push_token"))
        return .nothing()
    }

    static func forgetPushTokens(
        _ request: ServerRequest, _ state: inout SimulatorState
    ) throws(Refusal) -> ServerResponse {
        state.pushTokens.forgetAll()
        return .nothing()
    }

    /// Takes `{"route":"…","status":404}`, a route by a name of ``RouteSelection``, which is missing from now on.
    static func leaveOut(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let fields = try request.fields()
        let name = try fields.required("route")
        let status = try integer("status", in: fields) ?? 404
        guard SimulatorConfiguration.isStatusOfMissingRoute(status) else {
            throw .simulator(400, "status is 404, 405, 410 or 501")
        }
        do throws(RouteSelectionError) {
            state.absent.leaveOut(try RouteSelection(parsing: name), status: status)
        } catch {
            throw .simulator(400, error.description)
        }
        return .nothing()
    }

    static func restore(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        state.absent.restore()
        return .nothing()
    }

    static func log(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        .json(state.log.json)
    }

    /// Takes `{"step":"allow","fault":"close","when":"before"|"after","times":1}`, with steps as in the log and faults
    /// as in ``Fault/Effect/grammar``, and also the fault `answer` with `"status":500,"headers":{…},"body":"…"`.
    static func arm(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let fields = try request.fields()
        let name = try (step: fields.required("step"), moment: fields.optional("when"))
        let times = try integer("times", in: fields) ?? 1
        let effect = try effect(in: fields)
        let armed = try refusing { () throws(FaultError) in
            try ArmedFault(
                Fault(ArmedFault.moment(name.moment, of: effect), effect), on: ArmedFault.step(name.step), times: times)
        }
        try state.faults.arm(armed)
        return .nothing()
    }

    static func disarm(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        state.faults.disarmAll()
        return .nothing()
    }

    private static func effect(in fields: Fields) throws(Refusal) -> Fault.Effect {
        let name = try fields.required("fault")
        let status = try integer("status", in: fields) ?? 500
        guard (200...599).contains(status) else { throw .simulator(400, "status is from 200 to 599") }
        let answer = Fault.Effect.answer(
            status: status, headers: try headers(in: fields), body: try body(in: fields))
        guard name != "answer" else { return answer }
        return try refusing { () throws(FaultError) in try Fault.Effect(parsing: name) }
    }

    private static func refusing<Value>(_ body: () throws(FaultError) -> Value) throws(Refusal) -> Value {
        do throws(FaultError) {
            return try body()
        } catch {
            throw .simulator(400, error.description)
        }
    }

    private static func headers(in fields: Fields) throws(Refusal) -> [String: String] {
        guard let value = fields.values["headers"] else { return [:] }
        guard case .object(let members) = value else { throw .malformed }
        var headers: [String: String] = [:]
        for (name, value) in members {
            guard case .string(let value) = value, HTTPField.Name(name) != nil else { throw .malformed }
            headers[name] = value
        }
        return headers
    }

    private static func body(in fields: Fields) throws(Refusal) -> [UInt8] {
        switch fields.values["body"] {
        case nil: []
        case .string(let text): Array(text.utf8)
        default: throw .malformed
        }
    }

    private static func integer(_ name: String, in fields: Fields) throws(Refusal) -> Int? {
        switch fields.values[name] {
        case nil: nil
        case .integer(let value): value
        default: throw .malformed
        }
    }
}

extension Enrollment {
    var json: JSON {
        [
            "base_url": .string(baseURL), "tenant_key": .string(tenantKey), "tenant_name": .string(tenantName),
            "sub": .string(sub), "client_id": .string(clientID), "device_id": .string(deviceID),
            "push_id": .string(pushID), "name": .string(name), "path_set": .string(pathSet),
        ]
    }
}
