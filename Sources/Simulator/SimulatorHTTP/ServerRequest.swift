package import HTTPTypes
import Hummingbird

/// A complete request, separate from its connection.
package struct ServerRequest: Sendable {
    /// The method as sent, even if no route has it.
    package let method: HTTPRequest.Method
    /// The path as sent; percent encoding is kept.
    package let path: String
    /// The decoded values of the query by name. If a name is given twice, the first counts.
    package var query: [String: String] = [:]
    /// The query as sent, for ``queryFields()``.
    package var rawQuery = ""
    /// The Host header: the name and port by which the client reached this server.
    package var authority: String?
    /// The Origin header: the origin of the page that makes the call; nil if no page does.
    package var origin: String?
    /// The User-Agent header.
    package var userAgent: String?
    /// The Authorization header, with its scheme.
    package var authorization: String?
    /// The `access_token` header, in which the published apps send the user's token.
    package var accessToken: String?
    /// The `deviceMake` header: who made the device.
    package var deviceMake: String?
    /// The `deviceModel` header: what the device is called.
    package var deviceModel: String?
    /// The Sec-Fetch-Site header, by which a browser says where the page that makes the call comes from.
    package var fetchSite: String?
    /// Whether the client prefers a page to other answers, as a browser does when its user goes somewhere.
    package var wantsPage = false
    /// The client's IP address.
    package var address: String?
    /// The whole body; empty if the request has none.
    package var body: [UInt8] = []
    /// The values of the path's `{…}` segments by name; percent encoding is kept.
    package var parameters: [String: String] = [:]

    /// A request without headers; `rawQuery` is not decoded into ``query``.
    package init(method: HTTPRequest.Method, path: String, rawQuery: String = "", body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.rawQuery = rawQuery
        self.body = body
    }

    /// The body as a JSON object.
    /// - Throws: ``Refusal/malformed`` for any other body.
    package func fields() throws(Refusal) -> Fields {
        guard case .object(let values)? = try? JSON(bytes: body) else { throw .malformed }
        return Fields(values: values)
    }

    /// The body as an HTML form (`application/x-www-form-urlencoded`).
    /// - Throws: ``Refusal/malformed`` if it can't be read or has a name twice.
    package func form() throws(Refusal) -> Fields { try Self.decoded(String(decoding: body, as: UTF8.self)) }

    /// The query, read as strictly as a form.
    /// - Throws: ``Refusal/malformed`` if it can't be read or has a name twice.
    package func queryFields() throws(Refusal) -> Fields { try Self.decoded(rawQuery) }

    private static func decoded(_ text: String) throws(Refusal) -> Fields {
        guard let values = try? URLEncodedFormDecoder().decode([String: String].self, from: text) else {
            throw .malformed
        }
        return Fields(values: values.mapValues(JSON.string))
    }
}
