/// A value that must not leak: an exchange, push, device, client or status id, or a passcode.
///
/// Device calls carry no bearer token, so these ids are the whole credential. Printing, interpolating, mirroring or
/// dumping a secret gives `***`, and a secret can't be encoded. The only way to the value is ``reveal()``, which is
/// easy to search for. It belongs in the rows of the database, and in the body or path of a request to the enrolled
/// server.
package struct Secret<Value: Sendable>: Sendable {
    private let value: Value

    package init(_ value: Value) {
        self.value = value
    }

    /// The value itself. Every call of this is a place to check in a review.
    package func reveal() -> Value {
        value
    }
}

extension Secret: Equatable where Value: Equatable {}
extension Secret: Hashable where Value: Hashable {}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
