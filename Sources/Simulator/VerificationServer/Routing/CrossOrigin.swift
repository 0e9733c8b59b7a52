import HTTPTypes
import SimulatorHTTP

/// Which pages of other origins may call the paths that are for pages, as browsers ask it (the CORS protocol of the Fetch
/// standard). A page on this machine may; any other has to be named. Nothing here uses cookies, so none are allowed.
///
/// A browser makes some calls without asking. They are refused here: otherwise any page that a user has open could start a
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

    /// Whether the request is no page's, or a page's that may make it. A form may come from anywhere: it takes its user along.
    func admits(_ request: ServerRequest, to route: Route) -> Bool {
        guard let origin = request.origin, ![.get, .head].contains(request.method) else { return true }
        return switch route.access {
        case .none: request.isFromPageHere
        case .calls: permits(origin)
        case .forms: true
        }
    }

    /// What the answer to `request` needs beside its own headers.
    func headers(for request: ServerRequest, on route: Route) -> HTTPFields {
        guard route.access == .calls else { return [:] }
        var fields: HTTPFields = [.vary: "Origin"]
        guard let origin = request.origin, permits(origin) else { return fields }
        fields[.accessControlAllowOrigin] = origin
        if request.method == .options {
            fields[.accessControlAllowMethods] = route.method.rawValue
            fields[.accessControlAllowHeaders] = Self.headers
            fields[.accessControlMaxAge] = "600"
        }
        return fields
    }
}

extension ServerRequest {
    /// Both are checked: a foreign name that resolves to this machine (DNS rebinding) is in both headers.
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
