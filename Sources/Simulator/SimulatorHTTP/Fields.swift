/// The values of a request by name, from a JSON body, a form or the query.
package struct Fields: Sendable {
    /// The most bytes of a string. Ids and tokens are shorter; the limit matters because thousands of them are kept.
    package static let longestString = 4_096

    /// Everything that the request has. Values from a form or a query are strings.
    package let values: [String: JSON]

    package init(values: [String: JSON]) {
        self.values = values
    }

    /// The first string among `names` that is neither missing, null nor empty; nil if there is none.
    /// - Throws: ``Refusal/malformed`` if any of `names` has a value of another type, or one that is too long.
    package func optional(_ names: String...) throws(Refusal) -> String? { try first(of: names) }

    /// The same for a value that the call needs.
    /// - Throws: also ``Refusal/missing(_:)`` with the first of `names` if none has a value.
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
