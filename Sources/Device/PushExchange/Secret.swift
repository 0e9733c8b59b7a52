/// A value that must not get out: an exchange, push, device, client or status id, or a passcode.
///
/// Device calls carry no bearer token, so these ids are the whole credential. Whatever prints, interpolates, mirrors or
/// dumps a secret gets `***`, and it can't be encoded. The one way to the value is ``reveal()``, which a reader can
/// search for: it belongs in the database's rows and in the body or path of a request to the enrolled server.
package struct Secret<Value: Sendable>: Sendable {
    private let value: Value

    package init(_ value: Value) {
        self.value = value
    }

    /// The value itself. Every call is a place to look at in a review.
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
