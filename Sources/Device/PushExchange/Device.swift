/// The ids by which a server knows this device. Together with an exchange id they are the whole credential.
package struct DeviceCredentials: Sendable, Equatable {
    /// The id of the client that the device is enrolled for; the server assigns it.
    package var clientID: Secret<String>
    /// The device's own id: made here for an enrollment by a link or a login, otherwise given by the user.
    package var deviceID: Secret<String>
    /// The address that the server pushes to. On a phone it is the Firebase token.
    package var pushID: Secret<String>

    package init(clientID: Secret<String>, deviceID: Secret<String>, pushID: Secret<String>) {
        self.clientID = clientID
        self.deviceID = deviceID
        self.pushID = pushID
    }
}

/// One of the two generations of paths: those of the guide, or those of the older SDKs.
package enum PathSet: String, Sendable, CaseIterable {
    case guide
    case v2
}

/// Which paths to use at a server.
package enum PathPolicy: String, Sendable, CaseIterable {
    /// For each call the ones that the server has. Servers mix both generations, by release.
    case auto
    /// Only those of the guide.
    case guide
    /// Only those of the older SDKs.
    case v2

    /// The generation to try first, and the one to try if the first is not there. `known` is the one that served the
    /// same call before.
    package func choice(known: PathSet?) -> (first: PathSet, fallback: PathSet?) {
        switch self {
        case .guide: (.guide, nil)
        case .v2: (.v2, nil)
        case .auto:
            switch known ?? .guide {
            case .guide: (.guide, .v2)
            case .v2: (.v2, .guide)
            }
        }
    }
}
