import SimulatorHTTP

/// A way to make a JSON answer wrong.
package enum Alteration: String, Sendable, CaseIterable {
    /// Every value that is not an object becomes a list of that value.
    case wrongTypes = "wrong-types"
    /// `data` is empty.
    case missingFields = "missing-fields"
    /// Every object has a member that no client knows and that a client has to ignore.
    case unknownFields = "unknown-fields"

    /// The altered body. A body that is not JSON is not changed.
    func applied(to body: [UInt8]) -> [UInt8] {
        guard let json = try? JSON(bytes: body) else { return body }
        return changed(json).bytes
    }

    private func changed(_ json: JSON) -> JSON {
        switch self {
        case .wrongTypes: json.withWrongTypes
        case .missingFields: json.merging(["data": [:]])
        case .unknownFields: json.withUnknownFields
        }
    }
}

extension JSON {
    fileprivate var withWrongTypes: JSON {
        guard case .object(let members) = self else { return .array([self]) }
        return .object(members.mapValues(\.withWrongTypes))
    }

    fileprivate var withUnknownFields: JSON {
        switch self {
        case .object(let members):
            .object(members.mapValues(\.withUnknownFields)).merging(["unheard_of": [["of": .null], 1, "x"]])
        case .array(let elements): .array(elements.map(\.withUnknownFields))
        case .string, .integer, .number, .bool, .null: self
        }
    }
}
