import HTTPTypes

/// Which pages of other origins may call the paths that are for pages, as browsers ask it (the CORS protocol of the Fetch
/// standard). A page on this machine may; any other has to be named. Nothing here goes by cookies, so none are allowed.
struct CrossOrigin: Sendable {
    /// What the published SDK sets, beside what every page may.
    static let headers =
        "authorization, content-type, requestId, trackId, acceptlanguage, captcha, bot_captcha_response, lat, lon"

    /// Further origins, such as `https://shop.example`.
    let named: Set<String>

    func permits(_ origin: String) -> Bool {
        named.contains(origin) || Origin(origin)?.isOfThisMachine == true
    }

    /// What the answer to `call` needs beside its own headers.
    func headers(for call: Call, on route: Route) -> HTTPFields {
        guard route.isForPages else { return [:] }
        var fields: HTTPFields = [.vary: "Origin"]
        guard let origin = call.origin, permits(origin) else { return fields }
        fields[.accessControlAllowOrigin] = origin
        if call.method == .options {
            fields[.accessControlAllowMethods] = route.method.rawValue
            fields[.accessControlAllowHeaders] = Self.headers
            fields[.accessControlMaxAge] = "600"
        }
        return fields
    }
}
