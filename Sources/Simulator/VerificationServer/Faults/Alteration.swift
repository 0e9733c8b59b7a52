import SimulatorHTTP

/// What can be wrong with an answer that is JSON.
package enum Alteration: String, Sendable, CaseIterable {
    /// Every value that is not an object is a list of that value.
    case wrongTypes = "wrong-types"
    /// Nothing is left of what the answer is for.
    case missingFields = "missing-fields"
    /// Every object has members that no client knows: it has to ignore them.
    case unknownFields = "unknown-fields"

    /// A body with this wrong. One that is not JSON stays as it is.
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
