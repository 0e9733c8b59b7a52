import HTTPTypes
import Hummingbird

/// A request, read whole and stripped of the connection it came by.
struct Call: Sendable {
    let method: HTTPRequest.Method
    let path: String
    var query: [String: String] = [:]
    /// The query as it came, for ``queryFields()``.
    var rawQuery = ""
    /// What the client calls this server.
    var authority: String?
    /// Where the page is from that makes the call, if a page does.
    var origin: String?
    /// The method that a browser asks about before it makes the call itself.
    var intendedMethod: String?
    var userAgent: String?
    var authorization: String?
    var address: String?
    var body: [UInt8] = []
    /// What the path's `{…}` segments stand for.
    var parameters: [String: String] = [:]

    /// The body as a JSON object.
    func fields() throws(Refusal) -> Fields {
        guard case .object(let values)? = try? JSON(bytes: body) else { throw .malformed }
        return Fields(values: values)
    }

    /// The body as an HTML form.
    func form() throws(Refusal) -> Fields { try Self.decoded(String(decoding: body, as: UTF8.self)) }

    /// The query, read as strictly as a form is: nothing in it may come twice.
    func queryFields() throws(Refusal) -> Fields { try Self.decoded(rawQuery) }

    private static func decoded(_ text: String) throws(Refusal) -> Fields {
        guard let values = try? URLEncodedFormDecoder().decode([String: String].self, from: text) else {
            throw .malformed
        }
        return Fields(values: values.mapValues(JSON.string))
    }
}
