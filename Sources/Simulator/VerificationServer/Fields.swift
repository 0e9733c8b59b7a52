/// A request's body as named values, whether it came as JSON or as a form.
struct Fields: Sendable {
    /// Longer than any id or token in use; what is remembered for thousands of sign-ins has to have an end.
    static let longestString = 4_096

    let values: [String: JSON]

    /// The first of `names` that is there and not empty. A value of another type, or an absurdly long one, is malformed.
    func optional(_ names: String...) throws(Refusal) -> String? { try first(of: names) }

    /// The same, where the call cannot do without; the refusal names the field by its first name.
    func required(_ names: String...) throws(Refusal) -> String {
        guard let value = try first(of: names) else { throw .missing(names.first ?? "") }
        return value
    }

    /// A string, or the object that wraps it in answers and pushes.
    func exchangeID() throws(Refusal) -> String? {
        guard case .object(let wrapped) = values["exchange_id"] else { return try optional("exchange_id") }
        return try Fields(values: wrapped).optional("exchange_id")
    }

    func deviceIDs() throws(Refusal) -> DeviceIDs {
        DeviceIDs(
            deviceID: try required("device_id"), clientID: try required("client_id"), pushID: try required("push_id"))
    }

    /// True where no id of a device is given: the caller is a web page.
    var isFromWeb: Bool { ["device_id", "client_id", "push_id"].allSatisfy { values[$0] == nil } }

    /// Those that are passed over have to be right all the same.
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
