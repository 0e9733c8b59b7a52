import HTTPTypes
import SimulatorHTTP

/// Why an application does not get what it asked for. The codes are those of OAuth (RFC 6749, sections 4.1.2.1 and 5.2;
/// RFC 6750, section 3.1) and of OpenID Connect (Core, section 3.1.2.6).
package struct OAuthError: Error, Equatable {
    /// The value of `error`, such as `invalid_grant`.
    package let code: String
    /// For the developer of the application: ASCII without quotes, as the RFC requires.
    package let description: String
    var httpStatus = 400
    /// The `WWW-Authenticate` header of a 401.
    var challenge: String?

    static func invalidRequest(_ description: String) -> OAuthError {
        OAuthError(code: "invalid_request", description: description)
    }

    static func invalidGrant(_ description: String) -> OAuthError {
        OAuthError(code: "invalid_grant", description: description)
    }

    static func invalidClient(_ description: String) -> OAuthError {
        OAuthError(
            code: "invalid_client", description: description, httpStatus: 401,
            challenge: "Basic realm=\"smartpush-sim\"")
    }

    static func invalidToken(_ description: String) -> OAuthError {
        OAuthError(
            code: "invalid_token", description: description, httpStatus: 401,
            challenge: "Bearer realm=\"smartpush-sim\", error=\"invalid_token\"")
    }
}

extension ServerResponse {
    /// The error in envelope (b) of the published clients, which has the `error` and `error_description` of OAuth.
    static func refused(_ error: OAuthError, reference: String) -> ServerResponse {
        var response = json(
            [
                "success": false, "status": .integer(error.httpStatus), "code": .integer(error.httpStatus),
                "error": .string(error.code), "error_description": .string(error.description),
                "referenceNumber": .string(reference),
            ], status: error.httpStatus)
        response.headers[.cacheControl] = "no-store"
        response.headers[.wwwAuthenticate] = error.challenge
        response.result = error.code
        return response
    }
}
