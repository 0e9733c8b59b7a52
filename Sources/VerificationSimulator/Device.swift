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
public struct Enrollment: Sendable, Equatable, Codable {
    public var baseURL: String
    public var tenantKey: String
    public var tenantName: String
    public var sub: String
    public var clientID: String
    public var deviceID: String
    public var pushID: String
    public var name: String
    public var pathSet: String

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
public struct DeviceRequest: Sendable, Equatable {
    public var deviceID: String?
    public var clientID: String?
    public var pushID: String?
    public var sub: String?
    public var keyName: String?
    public var inbox: String?
    public var mediumID: String?

    public init(
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
