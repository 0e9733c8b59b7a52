import SimulatorHTTP

// The reasons for which the verification server refuses a call.
extension Refusal {
    static let passcodeMissing = Refusal(code: "VER_0046", httpStatus: 400, info: "the pass_code is missing")
    static let passcodeWrong = Refusal(code: "VER_0041", httpStatus: 400, info: "the pass_code is wrong or was used")
    static let exchangeExpired = Refusal(code: "VER_0033", httpStatus: 400, info: "the exchange_id has expired")
    static let configured = Refusal(
        code: "VER_0034", httpStatus: 409, info: "PUSH is configured for this device and user already")
    static let statusIDMalformed = Refusal(code: "VER1075", httpStatus: 400, info: "the status_id is not a UUID")
    static let statusIDUnknown = Refusal(code: "VER1074", httpStatus: 404, info: "no sign-in has this status_id")

    /// The enrollment paths answer with this status (API reference), and not with 400 as the others.
    static func missingInSetup(_ field: String) -> Refusal {
        Refusal(code: "VER_0005", httpStatus: 417, info: "the field \(field) is missing")
    }

    /// The exchange id is unknown, spent, another device's, or for another stage; or the sign-in is past this step.
    static func exchangeInvalid(_ info: String) -> Refusal {
        Refusal(code: "VER_0032", httpStatus: 400, info: info)
    }

    static func mismatch(_ info: String) -> Refusal {
        Refusal(code: "VER_0040", httpStatus: 403, info: info)
    }
}
