/// What identifies this device to a server. With an exchange id it is the whole credential.
package struct DeviceCredentials: Sendable, Equatable {
    package var clientID: Secret<String>
    package var deviceID: Secret<String>
    /// On a phone the Firebase token; here the same role.
    package var pushID: Secret<String>

    package init(clientID: Secret<String>, deviceID: Secret<String>, pushID: Secret<String>) {
        self.clientID = clientID
        self.deviceID = deviceID
        self.pushID = pushID
    }
}

/// Which of the two generations of paths a server speaks: those of the guide, or those of the published SDKs.
package enum PathSet: String, Sendable, CaseIterable {
    case guide
    case v2
}
