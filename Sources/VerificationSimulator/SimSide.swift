import HTTPTypes

/// Test support below `/sim/`, open to whoever reaches the loopback port.
enum SimSide {
    /// One more device; every field is optional. Answers its enrollment.
    static func register(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let fields = try call.body.isEmpty ? Fields(values: [:]) : call.fields()
        let request = DeviceRequest(
            deviceID: try fields.optional("device_id"), clientID: try fields.optional("client_id"),
            pushID: try fields.optional("push_id"), sub: try fields.optional("sub"),
            keyName: try fields.optional("key_name"), inbox: try fields.optional("inbox"),
            mediumID: try fields.optional("medium_id"))
        return .json(try world.register(request).json, status: 201)
    }

    static func log(_ call: Call, _ world: inout World) throws(Refusal) -> Answer { .json(world.log.json) }

    /// `{"step":"allow","fault":"close"|"hang"|"answer","when":"before"|"after","times":1}`, and for `answer`
    /// `"status":500,"headers":{…},"body":"…"`. Steps are named as in the log.
    static func arm(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let fields = try call.fields()
        guard let step = Step(rawValue: try fields.required("step")) else {
            throw .simulator(400, "step is one of \(Step.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard let moment = Fault.Moment(rawValue: try fields.optional("when") ?? "before") else {
            throw .simulator(400, "when is before or after")
        }
        let times = try integer("times", in: fields) ?? 1
        try world.faults.arm(Fault(moment, try effect(in: fields)), on: step, times: times)
        return .nothing()
    }

    static func disarm(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        world.faults.disarmAll()
        return .nothing()
    }

    private static func effect(in fields: Fields) throws(Refusal) -> Fault.Effect {
        switch try fields.required("fault") {
        case "close":
            return .close
        case "hang":
            return .hang
        case "answer":
            let status = try integer("status", in: fields) ?? 500
            guard (200...599).contains(status) else { throw .simulator(400, "status is from 200 to 599") }
            return .answer(status: status, headers: try headers(in: fields), body: try body(in: fields))
        default:
            throw .simulator(400, "fault is close, hang or answer")
        }
    }

    private static func headers(in fields: Fields) throws(Refusal) -> [String: String] {
        guard case .object(let members)? = fields.values["headers"] else { return [:] }
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
