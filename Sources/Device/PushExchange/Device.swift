/// The ids by which a server knows this device. Together with an exchange id they are the whole credential.
package struct DeviceCredentials: Sendable, Equatable {
    /// The id of the client that the device is enrolled for; the server assigns it.
    package var clientID: Secret<String>
    /// The device's own id: made here for an enrollment by a link, otherwise given by the user.
    package var deviceID: Secret<String>
    /// The address that the server pushes to. On a phone it is the Firebase token.
    package var pushID: Secret<String>

    package init(clientID: Secret<String>, deviceID: Secret<String>, pushID: Secret<String>) {
        self.clientID = clientID
        self.deviceID = deviceID
        self.pushID = pushID
    }
}

/// Which of the two generations of paths a server has: those of the guide, or those of the published SDKs.
package enum PathSet: String, Sendable, CaseIterable {
    case guide
    case v2
}
