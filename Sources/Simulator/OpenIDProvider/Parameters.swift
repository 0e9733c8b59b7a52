import SimulatorHTTP

/// The parameters of an OAuth request. One that can't be read is reported to the application as its error.
struct Parameters: Sendable {
    private let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    /// Reads the body as a form.
    init(formOf request: ServerRequest) throws(OAuthError) {
        do throws(Refusal) {
            fields = try request.form()
        } catch {
            throw .invalidRequest(error.info)
        }
    }

    func has(_ name: String) -> Bool { fields.values[name] != nil }

    /// Nil if it is missing or empty (RFC 6749, section 3.1).
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
