/// What identifies this device to a server. With an exchange id it is the whole credential.
public struct DeviceCredentials: Sendable, Equatable {
    public var clientID: Secret<String>
    public var deviceID: Secret<String>
    /// On a phone the Firebase token; here the same role.
    public var pushID: Secret<String>

    public init(clientID: Secret<String>, deviceID: Secret<String>, pushID: Secret<String>) {
        self.clientID = clientID
        self.deviceID = deviceID
        self.pushID = pushID
    }
}

/// Which of the two generations of paths a server speaks: those of the guide, or those of the published SDKs.
public enum PathSet: String, Sendable, CaseIterable {
    case guide
    case v2
}
