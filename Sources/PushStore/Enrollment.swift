public import PushExchange

/// A device that was enrolled at a server for one user of one tenant.
public struct Enrollment: Sendable, Equatable {
    public let id: String
    public var name: String?
    public var baseURL: String
    public var tenantKey: String
    public var tenantName: String?
    public var sub: String
    public var device: DeviceCredentials
    /// A push id that the server was asked to go by from now on, as long as it is not known whether it does.
    public var nextPushID: Secret<String>?
    public var pathSet: PathSet
    public var createdAt: Timestamp
    /// The server's clock minus ours, as last learnt; a first guess after a restart.
    public var skew: Duration

    public init(
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
