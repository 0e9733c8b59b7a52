/// Why the server declines: the code of the published clients, the HTTP status, and a sentence for a person.
package struct Refusal: Error, Equatable {
    package let code: String
    package let httpStatus: Int
    package let info: String

    package init(code: String, httpStatus: Int, info: String) {
        self.code = code
        self.httpStatus = httpStatus
        self.info = info
    }

    /// Envelope (a) of the published clients.
    package func envelope(reference: String) -> JSON {
        [
            "success": false, "status": .integer(httpStatus),
            "error": [
                "code": .string(code), "moreInfo": .string(info), "type": "VerificationException",
                "status": .integer(httpStatus), "referenceNumber": .string(reference), "error": .string(info),
            ],
        ]
    }
}

// What any call can be refused for.
extension Refusal {
    package static let malformed = Refusal(
        code: "VER_0004", httpStatus: 400, info: "the payload is not what this call takes")
    package static let tooLarge = Refusal(code: "413", httpStatus: 413, info: "the body is larger than 65,536 bytes")
    package static let unknownPath = Refusal(code: "404", httpStatus: 404, info: "nothing is served at this path")
    package static let wrongMethod = Refusal(code: "405", httpStatus: 405, info: "this path does not take this method")

    package static func missing(_ field: String) -> Refusal {
        Refusal(code: "VER_0005", httpStatus: 400, info: "the field \(field) is missing")
    }

    /// A refusal for which the real server's code is not known, or which no real server has.
    package static func simulator(_ httpStatus: Int, _ info: String) -> Refusal {
        Refusal(code: "SIM_\(httpStatus)", httpStatus: httpStatus, info: info)
    }
}
