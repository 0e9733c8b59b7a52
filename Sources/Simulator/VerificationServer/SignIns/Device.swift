import SimulatorHTTP

/// The three ids that, with an exchange id, are a device's whole credential.
struct DeviceIDs: Sendable, Equatable {
    let deviceID: String
    let clientID: String
    let pushID: String
}

/// A device on which a user has PUSH set up. The web names it by `mediumID`, which is no secret.
struct Device: Sendable, Equatable {
    let mediumID: String
    let sub: String
    let keyName: String
    /// Where its pushes go; nil where nothing listens and the pending list has to do.
    let inbox: String?
    var ids: DeviceIDs
}

extension Device {
    init(_ request: DeviceRequest, defaultInbox: String?, source: Source) {
        mediumID = request.mediumID ?? source.id()
        sub = request.sub ?? source.id()
        keyName = request.keyName ?? "Linux desktop"
        inbox = request.inbox ?? defaultInbox
        ids = DeviceIDs(
            deviceID: request.deviceID ?? source.id(), clientID: request.clientID ?? source.id(),
            pushID: request.pushID ?? source.id())
    }
}

/// What a device has to know to be enrolled, as `smartpush enroll` takes it.
package struct Enrollment: Sendable, Equatable, Codable {
    package var baseURL: String
    package var tenantKey: String
    package var tenantName: String
    package var sub: String
    package var clientID: String
    package var deviceID: String
    package var pushID: String
    package var name: String
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

/// On whose behalf this server asks.
struct Tenant: Sendable {
    let key = "smartpush-sim"
    let name = "Demo Tenant"
    let clientName = "Demo Shop"
    let message = "Do you want to sign in to Demo Shop?"
    let identifier = "user@example.com"
}

/// A further device for ``Simulator/register(_:)`` and `POST /sim/devices`; what is nil is made up.
package struct DeviceRequest: Sendable, Equatable {
    package var deviceID: String?
    package var clientID: String?
    package var pushID: String?
    package var sub: String?
    package var keyName: String?
    package var inbox: String?
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
