package import PushExchange

/// A device that was enrolled at a server for one user of one tenant.
package struct Enrollment: Sendable, Equatable {
    /// The id that the daemon gave it; a UUID.
    package let id: String
    /// The name that the user gave it; `nil` for none.
    package var name: String?
    /// The server, without a slash at its end.
    package var baseURL: String
    /// The tenant, as the server names it in pushes; empty while the server has not told it.
    package var tenantKey: String
    /// The tenant's name, for display.
    package var tenantName: String?
    /// What a person knows the account by: the user's e-mail address or name at the server; `nil` if it is not known.
    package var account: String?
    /// The user, by the subject identifier (OpenID Connect Core 1.0, 2). There is one enrollment for each tenant and
    /// user.
    package var sub: String
    /// The ids of the device, with the push id that was last known to be in force.
    package var device: DeviceCredentials
    /// The new push id while it is not known whether the server uses it already; `nil` otherwise.
    package var nextPushID: Secret<String>?
    /// What the server is to call this device; `nil` for the configured name.
    package var deviceName: String?
    /// Which paths to use at the server.
    package var paths: PathPolicy
    /// When the device was enrolled, by our wall clock.
    package var createdAt: Timestamp
    /// The server's clock minus ours, as last measured. It is the first estimate after a restart.
    package var skew: Duration
    /// When a push last came through the inbox, by our wall clock; `nil` if none has come.
    package var lastPushAt: Timestamp?

    package init(
        id: String, name: String?, baseURL: String, tenantKey: String, tenantName: String?, sub: String,
        device: DeviceCredentials, nextPushID: Secret<String>? = nil, paths: PathPolicy, createdAt: Timestamp,
        skew: Duration = .zero, account: String? = nil, deviceName: String? = nil, lastPushAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.baseURL = baseURL
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.sub = sub
        self.device = device
        self.nextPushID = nextPushID
        self.paths = paths
        self.createdAt = createdAt
        self.skew = skew
        self.account = account
        self.deviceName = deviceName
        self.lastPushAt = lastPushAt
    }

    /// What a person knows the account by, or else the name that the user gave to the enrollment.
    package var label: String? { account ?? name }
}
