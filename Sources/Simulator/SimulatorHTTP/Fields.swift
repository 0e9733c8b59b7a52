/// The values of a request by name, whether they came as JSON, as a form or in the query.
package struct Fields: Sendable {
    /// The most bytes of a value. It is longer than any id or token in use; thousands of them are remembered.
    package static let longestString = 4_096

    package let values: [String: JSON]

    package init(values: [String: JSON]) {
        self.values = values
    }

    /// The first of `names` that is there and not empty. A value of another type, or one that is too long, is malformed,
    /// also where an earlier name is used.
    package func optional(_ names: String...) throws(Refusal) -> String? { try first(of: names) }

    /// The same for a value that the call needs; the refusal names the field by its first name.
    package func required(_ names: String...) throws(Refusal) -> String {
        guard let value = try first(of: names) else { throw .missing(names.first ?? "") }
        return value
    }

    private func first(of names: [String]) throws(Refusal) -> String? {
        var found: String?
        for name in names {
            switch values[name] {
            case nil, .null, "": continue
            case .string(let value) where value.utf8.count <= Self.longestString: found = found ?? value
            default: throw .malformed
            }
        }
        return found
    }
}
