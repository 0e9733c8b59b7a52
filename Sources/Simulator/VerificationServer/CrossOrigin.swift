import HTTPTypes

/// Which pages of other origins may call the paths that are for pages, as browsers ask it (the CORS protocol of the Fetch
/// standard). A page on this machine may; any other has to be named. Nothing here goes by cookies, so none are allowed.
///
/// Some calls a browser makes without asking. Those are refused here, or any page that a user has open could start a
/// sign-in, or arm a fault.
struct CrossOrigin: Sendable {
    /// What the published SDK sets, beside what every page may.
    static let headers =
        "authorization, content-type, requestId, trackId, acceptlanguage, captcha, bot_captcha_response, lat, lon"

    /// Further origins, such as `https://shop.example`.
    let named: Set<String>

    func permits(_ origin: String) -> Bool {
        named.contains(origin) || Origin(origin)?.isOfThisMachine == true
    }

    /// Whether the call is no page's, or one's that may make it. A form may come from anywhere: it takes its user along.
    func admits(_ call: Call, to route: Route) -> Bool {
        guard let origin = call.origin, ![.get, .head].contains(call.method), !route.isForForms else { return true }
        return route.isForPages ? permits(origin) : call.isFromPageHere
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

extension Call {
    /// Both are asked: a name that leads here by somebody else's doing is in both headers, too.
    fileprivate var isFromPageHere: Bool {
        guard let origin = origin.flatMap({ Origin($0) }), let authority else { return false }
        return origin.isOfThisMachine && origin.text.hasSuffix("://\(authority)")
    }
}

extension Refusal {
    static let foreignOrigin = Refusal(
        code: "403", httpStatus: 403,
        info: "a page of this origin may not make this call; smartpush-sim --origin lets one make what pages make")
}
