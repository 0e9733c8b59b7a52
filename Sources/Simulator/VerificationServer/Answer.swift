import HTTPTypes

/// What goes back, what the request log says of it, and the push that goes out with it.
struct Answer: Sendable {
    var status: Int
    var headers: HTTPFields = [:]
    var body: [UInt8] = []
    /// `ok`, or the code of the refusal.
    var result = "ok"
    var statusID: String?
    var delivery: Delivery?
    var manner = Manner.whole
    /// What is to be drawn as a QR code, which becomes the body.
    var code: String?

    /// The envelope of every answer that went well.
    static func success(_ data: JSON, statusID: String? = nil) -> Answer {
        json(["success": true, "status": 200, "data": data], statusID: statusID)
    }

    static func json(_ body: JSON, status: Int = 200, statusID: String? = nil) -> Answer {
        Answer(
            status: status, headers: [.contentType: "application/json"], body: body.bytes, statusID: statusID)
    }

    /// 204: the real server answers so where there is nothing to tell.
    static func nothing(result: String = "ok", statusID: String? = nil) -> Answer {
        Answer(status: 204, result: result, statusID: statusID)
    }

    static func html(_ body: String) -> Answer {
        Answer(status: 200, headers: [.contentType: "text/html; charset=utf-8"], body: Array(body.utf8))
    }

    static func redirect(to location: String, statusID: String? = nil) -> Answer {
        Answer(status: 302, headers: [.location: location], statusID: statusID)
    }

    static func refused(_ refusal: Refusal, reference: String) -> Answer {
        var answer = json(refusal.envelope(reference: reference), status: refusal.httpStatus)
        answer.result = refusal.code
        return answer
    }
}
