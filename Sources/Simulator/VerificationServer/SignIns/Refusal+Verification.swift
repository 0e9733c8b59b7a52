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

    /// A token is wrong, too old, another user's, or not for this call.
    static let tokenUnusable = Refusal.simulator(
        401, "this call needs the user's access token, with the scope cidaas:verification_write")
    /// A device has begun an enrollment that it has completed before.
    static let configuredBefore = Refusal(
        code: "VER_0029", httpStatus: 409, info: "PUSH is configured for this device and user already")
    /// The push service does not know the push id.
    static let pushTokenInvalid = Refusal.simulator(417, "invalid push token validation")
    /// The same in the lists.
    static let pushTokenUnknown = Refusal.simulator(400, "Invalid FCM token")

    /// A device's call lacks a value. The answer is 417 for most of its calls, and 400 for some (API reference).
    static func missingFromDevice(_ field: String, status: Int = 417) -> Refusal {
        Refusal(code: "VER_0005", httpStatus: status, info: "the field \(field) is missing")
    }

    /// The exchange id is unknown, spent, another device's, or for another stage; or the sign-in is past this step.
    static func exchangeInvalid(_ info: String) -> Refusal {
        Refusal(code: "VER_0032", httpStatus: 400, info: info)
    }

    static func mismatch(_ info: String) -> Refusal {
        Refusal(code: "VER_0040", httpStatus: 400, info: info)
    }
}
