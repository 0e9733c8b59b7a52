package import HTTPTypes

/// What is sent back, and what the request log says of it.
package struct ServerResponse: Sendable {
    package var status: Int
    package var headers: HTTPFields = [:]
    package var body: [UInt8] = []
    /// For the log: `ok`, or the code of the refusal.
    package var result = "ok"
    /// For the log: the sign-in or the enrollment that it is about.
    package var statusID: String?
    package var transmission = BodyTransmission.whole
    /// A text to draw as a QR code, which becomes the body.
    package var qrCode: String?

    package init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The envelope of every success.
    package static func success(_ data: JSON, statusID: String? = nil) -> ServerResponse {
        json(["success": true, "status": 200, "data": data], statusID: statusID)
    }

    package static func json(_ body: JSON, status: Int = 200, statusID: String? = nil) -> ServerResponse {
        var response = ServerResponse(status: status, headers: [.contentType: "application/json"], body: body.bytes)
        response.statusID = statusID
        return response
    }

    /// 204, the real server's answer where there is nothing to tell.
    package static func nothing(result: String = "ok", statusID: String? = nil) -> ServerResponse {
        var response = ServerResponse(status: 204)
        response.result = result
        response.statusID = statusID
        return response
    }

    package static func html(_ body: String) -> ServerResponse {
        ServerResponse(status: 200, headers: [.contentType: "text/html; charset=utf-8"], body: Array(body.utf8))
    }

    package static func redirect(to location: String, statusID: String? = nil) -> ServerResponse {
        var response = ServerResponse(status: 302, headers: [.location: location])
        response.statusID = statusID
        return response
    }

    /// The refusal's envelope. `reference` is the id by which the server's operators would find it.
    package static func refused(_ refusal: Refusal, reference: String) -> ServerResponse {
        var response = json(refusal.envelope(reference: reference), status: refusal.httpStatus)
        response.result = refusal.code
        return response
    }
}

/// How a body is sent.
package enum BodyTransmission: Sendable {
    case whole
    /// One byte at a time.
    case drip(pause: Duration)
    /// All of it, but the head has announced more.
    case cut
    /// This many blanks in its place.
    case flood(bytes: Int)
}
