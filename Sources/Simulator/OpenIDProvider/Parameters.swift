/// The parameters of a request of OAuth. What can't be read among them is the application's mistake, and told as one.
struct Parameters: Sendable {
    private let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    /// The body as a form.
    init(formOf call: Call) throws(OAuthError) {
        do throws(Refusal) {
            fields = try call.form()
        } catch {
            throw .invalidRequest(error.info)
        }
    }

    func has(_ name: String) -> Bool { fields.values[name] != nil }

    /// Nil where it is empty, too (RFC 6749, section 3.1).
    func optional(_ name: String) throws(OAuthError) -> String? {
        do throws(Refusal) {
            return try fields.optional(name)
        } catch {
            throw .invalidRequest(error.info)
        }
    }

    func required(_ name: String) throws(OAuthError) -> String {
        guard let value = try optional(name) else { throw .invalidRequest("the parameter \(name) is missing") }
        return value
    }
}
