/// An error of the local API, as `application/problem+json` (RFC 9457).
package struct Problem: Error, Codable, Sendable, Equatable {
    /// Always `about:blank`: programs go by the ``code``, people by the ``title`` and the ``detail``.
    package var type: String
    /// A few words for the ``code``, the same in every problem that has it.
    package var title: String
    /// The HTTP status of the response.
    package var status: Int
    /// Which kind of problem it is.
    package var code: Code
    /// A sentence in English: what happened and what to do next.
    package var detail: String
    /// With `confirm_server`: the origin of the server that the user is to confirm; absent otherwise.
    package var baseURL: String?

    private enum CodingKeys: String, CodingKey {
        case type
        case title
        case status
        case code
        case detail
        case baseURL = "base_url"
    }

    /// The ``status`` and the ``title`` follow from the code.
    package init(_ code: Code, _ detail: String, baseURL: String? = nil) {
        type = "about:blank"
        title = code.title
        status = code.status
        self.code = code
        self.detail = detail
        self.baseURL = baseURL
    }

    /// What programs tell problems apart by.
    package enum Code: String, Codable, Sendable, CaseIterable {
        case invalidRequest = "invalid_request"
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case ambiguousID = "ambiguous_id"
        case wrongState = "wrong_state"
        case conflict
        /// Only the link names this server. The request must name it itself before it is called.
        case confirmServer = "confirm_server"
        case expired
        case tooLarge = "too_large"
        case wrongNumber = "wrong_number"
        case refused
        case unresolved
        case unreachable
        /// The daemon can't do it now, for instance because its disk is full or because it is stopping.
        case unavailable

        /// The HTTP status of a response with this code.
        package var status: Int {
            switch self {
            case .invalidRequest: 400
            case .notFound: 404
            case .methodNotAllowed: 405
            case .ambiguousID, .wrongState, .conflict, .confirmServer: 409
            case .expired: 410
            case .tooLarge: 413
            case .wrongNumber: 422
            case .refused, .unresolved: 502
            case .unavailable: 503
            case .unreachable: 504
            }
        }

        /// A few words in English.
        package var title: String {
            switch self {
            case .invalidRequest: "the request is not valid"
            case .notFound: "no such thing"
            case .methodNotAllowed: "this path has no such method"
            case .ambiguousID: "more than one id begins like this"
            case .wrongState: "not possible in this state"
            case .conflict: "it exists already"
            case .confirmServer: "the server has to be confirmed"
            case .expired: "the sign-in has expired"
            case .tooLarge: "the request is too large"
            case .wrongNumber: "not one of the numbers"
            case .refused: "the server refused"
            case .unresolved: "the outcome is not known"
            case .unavailable: "not possible at the moment"
            case .unreachable: "the server can't be reached"
            }
        }
    }
}
