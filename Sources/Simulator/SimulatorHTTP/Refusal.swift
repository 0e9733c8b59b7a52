/// Why the server refuses a call.
package struct Refusal: Error, Equatable {
    /// The error code that the published clients know, such as `VER_0032`; `SIM_` and a status if none is known.
    package let code: String
    /// The status of the answer.
    package let httpStatus: Int
    /// What is wrong, for a developer.
    package let info: String

    package init(code: String, httpStatus: Int, info: String) {
        self.code = code
        self.httpStatus = httpStatus
        self.info = info
    }

    /// The body of the answer. `reference` is its `referenceNumber`.
    package func envelope(_ form: ErrorForm, reference: String) -> JSON {
        switch form {
        case .nested:
            [
                "success": false, "status": .integer(httpStatus),
                "error": [
                    "code": .string(code), "moreInfo": .string(info), "type": "VerificationException",
                    "status": .integer(httpStatus), "referenceNumber": .string(reference), "error": .string(info),
                ],
            ]
        case .flat:
            [
                "success": false, "status": .integer(httpStatus), "code": .string(code), "error": .string(info),
                "error_description": .string(info), "referenceNumber": .string(reference),
            ]
        }
    }
}

/// The two forms of an error that the published clients read.
package enum ErrorForm: String, Sendable, CaseIterable {
    /// Form (a): an object with the code in it.
    case nested = "a"
    /// Form (b): the code beside the text of the error.
    case flat = "b"
}

// Any call can be refused for these reasons.
extension Refusal {
    /// The body, the form or a value in it can't be read.
    package static let malformed = Refusal(
        code: "VER_0004", httpStatus: 400, info: "the payload is not what this call takes")
    /// The body is too long.
    package static let tooLarge = Refusal(code: "413", httpStatus: 413, info: "the body is larger than 65,536 bytes")
    /// No route has this path.
    package static let unknownPath = Refusal(code: "404", httpStatus: 404, info: "nothing is served at this path")
    /// There are routes for the path, but none for this method.
    package static let wrongMethod = Refusal(code: "405", httpStatus: 405, info: "this path does not take this method")

    /// The value named `field` is missing or empty.
    package static func missing(_ field: String) -> Refusal {
        Refusal(code: "VER_0005", httpStatus: 400, info: "the field \(field) is missing")
    }

    /// A refusal that only the simulator has, or for which the real server's code is not known.
    package static func simulator(_ httpStatus: Int, _ info: String) -> Refusal {
        Refusal(code: "SIM_\(httpStatus)", httpStatus: httpStatus, info: info)
    }
}
