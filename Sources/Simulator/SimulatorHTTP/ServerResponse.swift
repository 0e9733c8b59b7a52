package import HTTPTypes

/// A response, and what the request log shows of it.
package struct ServerResponse: Sendable {
    /// The HTTP status code.
    package var status: Int
    /// The headers, without `Date` and `Content-Length`, which are added when it is sent.
    package var headers: HTTPFields = [:]
    /// The body; empty for none.
    package var body: [UInt8] = []
    /// For the log: `ok`, or the code of the refusal.
    package var result = "ok"
    /// For the log: the status id of the sign-in or enrollment that the request was for.
    package var statusID: String?
    /// How the body is sent; only a fault changes it.
    package var transmission = BodyTransmission.whole
    /// A text that is drawn as a QR code before it is sent; the drawing becomes the body.
    package var qrCode: String?

    package init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// 200 with `data` in the envelope that every success has.
    package static func success(_ data: JSON, statusID: String? = nil) -> ServerResponse {
        json(["success": true, "status": 200, "data": data], statusID: statusID)
    }

    /// `body` as `application/json`.
    package static func json(_ body: JSON, status: Int = 200, statusID: String? = nil) -> ServerResponse {
        var response = ServerResponse(status: status, headers: [.contentType: "application/json"], body: body.bytes)
        response.statusID = statusID
        return response
    }

    /// 204, as the real server answers when there is nothing to return.
    package static func nothing(result: String = "ok", statusID: String? = nil) -> ServerResponse {
        var response = ServerResponse(status: 204)
        response.result = result
        response.statusID = statusID
        return response
    }

    /// 200 with a page; `body` is its complete markup.
    package static func html(_ body: String) -> ServerResponse {
        ServerResponse(status: 200, headers: [.contentType: "text/html; charset=utf-8"], body: Array(body.utf8))
    }

    /// 302 to `location`.
    package static func redirect(to location: String, statusID: String? = nil) -> ServerResponse {
        var response = ServerResponse(status: 302, headers: [.location: location])
        response.statusID = statusID
        return response
    }

    /// The refusal in its envelope. `reference` is the id by which a real server's operators find the call; it is in a
    /// header, too.
    package static func refused(
        _ refusal: Refusal, in form: ErrorForm = .nested, reference: String
    ) -> ServerResponse {
        var response = json(refusal.envelope(form, reference: reference), status: refusal.httpStatus)
        response.result = refusal.code
        if let name = HTTPField.Name("x_ref_number") { response.headers[name] = reference }
        return response
    }
}

/// How a body is sent.
package enum BodyTransmission: Sendable {
    case whole
    /// One byte at a time.
    case drip(pause: Duration)
    /// All of it, and then the connection closes although the head has announced more.
    case cut
    /// This many spaces in its place.
    case flood(bytes: Int)
}
