import FoundationEssentials
import SimulatorHTTP

/// The three ids that authenticate a device. Together with an exchange id they are its whole credential.
struct DeviceIDs: Sendable, Equatable {
    let deviceID: String
    let clientID: String
    let pushID: String
}

/// A device on which a user has set up PUSH. The web identifies it by `mediumID`, which is not secret.
struct Device: Sendable, Equatable {
    let mediumID: String
    let sub: String
    let keyName: String
    /// The path of the Unix socket that its pushes go to. Nil if none listens; the device then relies on the pending
    /// list.
    let inbox: String?
    let configuredAt: Date
    var ids: DeviceIDs
}

extension Device {
    init(_ request: DeviceRequest, defaultInbox: String?, source: Source) {
        mediumID = request.mediumID ?? source.id()
        sub = request.sub ?? source.id()
        keyName = request.keyName ?? "Linux desktop"
        inbox = request.inbox ?? defaultInbox
        configuredAt = source.now()
        ids = DeviceIDs(
            deviceID: request.deviceID ?? source.id(), clientID: request.clientID ?? source.id(),
            pushID: request.pushID ?? source.id())
    }
}

/// What a device needs to know to be enrolled, in the form that `smartpush enroll` takes.
package struct Enrollment: Sendable, Equatable, Codable {
    /// Where the server listens, such as `http://127.0.0.1:8080`.
    package var baseURL: String
    /// The tenant's id in pushes.
    package var tenantKey: String
    /// The tenant's name for people.
    package var tenantName: String
    /// The id of the user.
    package var sub: String
    /// The id of the authenticator app.
    package var clientID: String
    /// The id that stays with the device.
    package var deviceID: String
    /// The id under which the device gets its pushes; the device may change it.
    package var pushID: String
    /// What the user calls the device.
    package var name: String
    /// The path set to use: always `guide`, though the server has `v2` too.
    package var pathSet: String

    enum CodingKeys: String, CodingKey {
        case baseURL = "base_url"
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case sub
        case clientID = "client_id"
        case deviceID = "device_id"
        case pushID = "push_id"
        case name
        case pathSet = "path_set"
    }

    init(_ device: Device, tenant: Tenant, baseURL: String) {
        self.baseURL = baseURL
        tenantKey = tenant.key
        tenantName = tenant.name
        sub = device.sub
        clientID = device.ids.clientID
        deviceID = device.ids.deviceID
        pushID = device.ids.pushID
        name = device.keyName
        pathSet = "guide"
    }
}

/// The organization and the application for which this server asks.
struct Tenant: Sendable {
    let key = "smartpush-sim"
    let name = "Demo Tenant"
    let clientName = "Demo Shop"
    let message = "Do you want to sign in to Demo Shop?"
    let identifier = "user@example.com"
}

/// A further device for ``Simulator/register(_:)`` and `POST /sim/devices`. Values that are nil are made up.
package struct DeviceRequest: Sendable, Equatable {
    /// The id that stays with the device.
    package var deviceID: String?
    /// The id of the authenticator app.
    package var clientID: String?
    /// The id under which the device gets its pushes.
    package var pushID: String?
    /// The id of the user.
    package var sub: String?
    /// What the user calls the device.
    package var keyName: String?
    /// The path of the Unix socket that its pushes go to.
    package var inbox: String?
    /// The id by which the web names the device.
    package var mediumID: String?

    package init(
        deviceID: String? = nil, clientID: String? = nil, pushID: String? = nil, sub: String? = nil,
        keyName: String? = nil, inbox: String? = nil, mediumID: String? = nil
    ) {
        self.deviceID = deviceID
        self.clientID = clientID
        self.pushID = pushID
        self.sub = sub
        self.keyName = keyName
        self.inbox = inbox
        self.mediumID = mediumID
    }
}
