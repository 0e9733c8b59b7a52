import HTTPTypes
import Hummingbird

/// A request, read whole and stripped of the connection it came by.
struct Call: Sendable {
    let method: HTTPRequest.Method
    let path: String
    var query: [String: String] = [:]
    /// Where the page is from that makes the call, if a page does.
    var origin: String?
    /// The method that a browser asks about before it makes the call itself.
    var intendedMethod: String?
    var userAgent: String?
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
    func form() throws(Refusal) -> Fields {
        let text = String(decoding: body, as: UTF8.self)
        guard let values = try? URLEncodedFormDecoder().decode([String: String].self, from: text) else {
            throw .malformed
        }
        return Fields(values: values.mapValues(JSON.string))
    }
}
