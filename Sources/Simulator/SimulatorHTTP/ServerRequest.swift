package import HTTPTypes
import Hummingbird

/// A request that was read whole, without the connection that it came by.
package struct ServerRequest: Sendable {
    package let method: HTTPRequest.Method
    /// As it came: nothing in it is decoded.
    package let path: String
    /// The query's values by name, decoded; of a name that comes twice, the first.
    package var query: [String: String] = [:]
    /// The query as it came, for ``queryFields()``.
    package var rawQuery = ""
    /// What the client calls this server: the Host header.
    package var authority: String?
    /// The Origin header: the origin of the page that makes the call, if a page does.
    package var origin: String?
    package var userAgent: String?
    package var authorization: String?
    /// The client's IP address.
    package var address: String?
    package var body: [UInt8] = []
    /// The values of the path's `{…}` segments by name, not decoded.
    package var parameters: [String: String] = [:]

    package init(method: HTTPRequest.Method, path: String, rawQuery: String = "", body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.rawQuery = rawQuery
        self.body = body
    }

    /// The body as a JSON object.
    package func fields() throws(Refusal) -> Fields {
        guard case .object(let values)? = try? JSON(bytes: body) else { throw .malformed }
        return Fields(values: values)
    }

    /// The body as an HTML form. A name that comes twice is malformed.
    package func form() throws(Refusal) -> Fields { try Self.decoded(String(decoding: body, as: UTF8.self)) }

    /// The query, read as strictly as a form.
    package func queryFields() throws(Refusal) -> Fields { try Self.decoded(rawQuery) }

    private static func decoded(_ text: String) throws(Refusal) -> Fields {
        guard let values = try? URLEncodedFormDecoder().decode([String: String].self, from: text) else {
            throw .malformed
        }
        return Fields(values: values.mapValues(JSON.string))
    }
}
