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
        case .deny(let reason): body["reason"] = reason ?? reasonOfDeny
        case .cancel(let reason): body["reason"] = reason ?? reasonOfCancel
        case .verify(let passcode):
            // The guide spells the key in the first way, the SDKs and the API reference in the second.
            body["passcode"] = passcode.reveal()
            body["pass_code"] = passcode.reveal()
        }
        return body
    }

    static func pendingList(_ endpoint: Endpoint) -> [String: String] {
        var body = ids(endpoint.device)
        body["sub"] = endpoint.sub
        return body
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
