import HTTPTypes
import SimulatorHTTP

/// Which pages of other origins may call the paths that are for pages (the CORS protocol of the Fetch standard). A page
/// on this machine may; any other has to be named. The server uses no cookies, so it allows none.
///
/// A browser makes some calls without a preflight request. They are refused here: otherwise any page that a user has
/// open could start a sign-in or arm a fault.
struct CrossOrigin: Sendable {
    /// The headers that the published SDK sets, besides those that every page may set.
    static let headers =
        "authorization, content-type, requestId, trackId, acceptlanguage, captcha, bot_captcha_response, lat, lon"

    /// Further origins, such as `https://shop.example`.
    let named: Set<String>

    func permits(_ origin: String) -> Bool {
        named.contains(origin) || Origin(origin)?.isOfThisMachine == true
    }

    /// Whether the request comes from no page, or from one that may make it. A form may come from any page: the browser
    /// then leaves that page, so it does not see the answer.
    func admits(_ request: ServerRequest, to route: Route) -> Bool {
        guard let origin = request.origin, ![.get, .head].contains(request.method) else { return true }
        return switch route.access {
        case .none: request.isFromPageHere
        case .calls: permits(origin)
        case .forms: true
        }
    }

    /// The headers that the answer to `request` needs besides its own.
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
    /// Checks both headers, because a foreign name that resolves to this machine (DNS rebinding) is in both.
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
