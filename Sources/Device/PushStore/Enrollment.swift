package import PushExchange

/// A device that was enrolled at a server for one user of one tenant.
package struct Enrollment: Sendable, Equatable {
    package let id: String
    package var name: String?
    package var baseURL: String
    package var tenantKey: String
    package var tenantName: String?
    package var sub: String
    package var device: DeviceCredentials
    /// A push id that the server was asked to go by from now on, as long as it is not known whether it does.
    package var nextPushID: Secret<String>?
    package var pathSet: PathSet
    package var createdAt: Timestamp
    /// The server's clock minus ours, as last learnt; a first guess after a restart.
    package var skew: Duration

    package init(
        id: String, name: String?, baseURL: String, tenantKey: String, tenantName: String?, sub: String,
        device: DeviceCredentials, nextPushID: Secret<String>? = nil, pathSet: PathSet, createdAt: Timestamp,
        skew: Duration = .zero
    ) {
        self.id = id
        self.name = name
        self.baseURL = baseURL
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.sub = sub
        self.device = device
        self.nextPushID = nextPushID
        self.pathSet = pathSet
        self.createdAt = createdAt
        self.skew = skew
    }
}
