import PushExchange

/// The content of a device's requests.
enum RequestBodies {
    /// One of the published SDKs refuses an empty reason, so there is always one.
    private static let reasonOfDeny = "Denied by the user"
    private static let reasonOfCancel = "Cancelled by the user"

    static func step(_ step: Step, exchangeID: Secret<String>, device: DeviceCredentials) -> [String: String] {
        var body = ids(device)
        body["exchange_id"] = exchangeID.reveal()
        switch step {
        case .acknowledge, .allow: break
        case .deny(let reason): body["reason"] = given(reason) ?? reasonOfDeny
        case .cancel(let reason): body["reason"] = given(reason) ?? reasonOfCancel
        case .verify(let passcode):
            // The guide spells the key in the first way, the SDKs and the API reference in the second.
            body["passcode"] = passcode.reveal()
            body["pass_code"] = passcode.reveal()
        }
        return body
    }

    private static func given(_ reason: String?) -> String? {
        reason.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    static func pendingList(_ endpoint: Endpoint) -> [String: String] {
        var body = ids(endpoint.device)
        body["sub"] = endpoint.sub
        return body
    }

    /// It asks for the same as the request for the pending list.
    static func configuredList(_ endpoint: Endpoint) -> [String: String] {
        pendingList(endpoint)
    }

    /// One of the published SDKs sends the token in the content too, so it is there as well as in the headers.
    static func initiate(with token: Secret<String>, _ endpoint: Endpoint) -> [String: String] {
        var body = ids(endpoint.device)
        body["sub"] = endpoint.sub
        body["access_token"] = token.reveal()
        return body
    }

    static func cancelEnrollment(_ exchangeID: Secret<String>) -> [String: String] {
        ["exchange_id": exchangeID.reveal(), "reason": reasonOfCancel]
    }

    static func changePushID(to pushID: Secret<String>, device: DeviceCredentials) -> [String: String] {
        var body = ids(device)
        body["push_id"] = pushID.reveal()
        body["old_push_id"] = device.pushID.reveal()
        return body
    }

    static func scan(_ exchangeID: Secret<String>, _ endpoint: Endpoint) -> [String: String] {
        var body = ids(endpoint.device)
        body["sub"] = endpoint.sub
        body["exchange_id"] = exchangeID.reveal()
        return body
    }

    static func enroll(
        _ number: Secret<String>, exchangeID: Secret<String>, _ endpoint: Endpoint
    ) -> [String: String] {
        var body = scan(exchangeID, endpoint)
        // In both spellings, as in a sign-in.
        body["passcode"] = number.reveal()
        body["pass_code"] = number.reveal()
        return body
    }

    static func unenroll(_ endpoint: Endpoint) -> [String: String] {
        var body = ids(endpoint.device)
        body["sub"] = endpoint.sub
        return body
    }

    private static func ids(_ device: DeviceCredentials) -> [String: String] {
        [
            "client_id": device.clientID.reveal(), "device_id": device.deviceID.reveal(),
            "push_id": device.pushID.reveal(),
        ]
    }
}
