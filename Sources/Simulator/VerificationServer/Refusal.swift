/// Why the server says no: the code of the published clients, the HTTP status, and a sentence for a person.
struct Refusal: Error, Equatable {
    let code: String
    let httpStatus: Int
    let info: String
}

extension Refusal {
    static let malformed = Refusal(code: "VER_0004", httpStatus: 400, info: "the payload is not what this call takes")
    static let passcodeMissing = Refusal(code: "VER_0046", httpStatus: 400, info: "the pass_code is missing")
    static let passcodeWrong = Refusal(code: "VER_0041", httpStatus: 400, info: "the pass_code is wrong or was used")
    static let exchangeExpired = Refusal(code: "VER_0033", httpStatus: 400, info: "the exchange_id has expired")
    static let configured = Refusal(
        code: "VER_0034", httpStatus: 409, info: "PUSH is configured for this device and user already")
    static let statusIDMalformed = Refusal(code: "VER1075", httpStatus: 400, info: "the status_id is not a UUID")
    static let statusIDUnknown = Refusal(code: "VER1074", httpStatus: 404, info: "no sign-in has this status_id")
    static let tooLarge = Refusal(code: "413", httpStatus: 413, info: "the body is larger than 65,536 bytes")
    static let unknownPath = Refusal(code: "404", httpStatus: 404, info: "nothing is served at this path")
    static let wrongMethod = Refusal(code: "405", httpStatus: 405, info: "this path does not take this method")

    static func missing(_ field: String) -> Refusal {
        Refusal(code: "VER_0005", httpStatus: 400, info: "the field \(field) is missing")
    }

    /// The paths of an enrollment answer this status (API reference), not the 400 of the others.
    static func missingInSetup(_ field: String) -> Refusal {
        Refusal(code: "VER_0005", httpStatus: 417, info: "the field \(field) is missing")
    }

    /// An exchange id that is unknown, spent, another device's, or of another stage; or a sign-in that is past the step.
    static func exchangeInvalid(_ info: String) -> Refusal {
        Refusal(code: "VER_0032", httpStatus: 400, info: info)
    }

    static func mismatch(_ info: String) -> Refusal {
        Refusal(code: "VER_0040", httpStatus: 403, info: info)
    }

    /// What the real server has no code for that is known, or nothing to do with.
    static func simulator(_ httpStatus: Int, _ info: String) -> Refusal {
        Refusal(code: "SIM_\(httpStatus)", httpStatus: httpStatus, info: info)
    }

    /// Envelope (a) of the published clients.
    func envelope(reference: String) -> JSON {
        [
            "success": false, "status": .integer(httpStatus),
            "error": [
                "code": .string(code), "moreInfo": .string(info), "type": "VerificationException",
                "status": .integer(httpStatus), "referenceNumber": .string(reference), "error": .string(info),
            ],
        ]
    }
}
