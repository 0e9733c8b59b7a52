import FoundationEssentials
import SimulatorHTTP

/// The devices and sign-ins that the server knows, and its rules for them. A value; its owner serializes the changes.
struct VerificationStore: Sendable {
    static let deviceLimit = 1_000
    static let signInLimit = 10_000

    private let source: Source
    private let makeNumbers: @Sendable () -> Numbers
    private let timeToLive: Double

    private(set) var devices: [Device]
    /// By status id.
    private var signIns: BoundedStore<SignIn>
    /// The status id for every exchange id of a sign-in that is still kept.
    private var statusIDs: [String: String] = [:]

    init(
        source: Source, makeNumbers: @escaping @Sendable () -> Numbers = { .random() }, timeToLive: Double,
        devices: [Device], limit: Int = signInLimit
    ) {
        self.source = source
        self.makeNumbers = makeNumbers
        self.devices = devices
        self.timeToLive = timeToLive
        signIns = BoundedStore(limit: limit)
    }

    // MARK: Devices

    mutating func register(_ device: Device) throws(Refusal) {
        guard devices.count < Self.deviceLimit else {
            throw .simulator(409, "no more than \(Self.deviceLimit) devices can be registered")
        }
        guard !devices.contains(where: { $0.mediumID == device.mediumID || $0.isSameEnrollment(as: device) }) else {
            throw .simulator(409, "this device_id with this sub, or this medium_id, is registered already")
        }
        devices.append(device)
    }

    func device(_ ids: DeviceIDs, sub: String) throws(Refusal) -> Device {
        guard let device = devices.first(where: { $0.ids == ids && $0.sub == sub }) else {
            throw .mismatch("no device has this device_id, push_id, client_id and sub")
        }
        return device
    }

    mutating func remove(_ ids: DeviceIDs, sub: String) throws(Refusal) {
        let removed = try device(ids, sub: sub)
        devices.removeAll { $0 == removed }
    }

    /// Removes what a device is enrolled for, for all its users.
    mutating func removeAll(_ ids: DeviceIDs) throws(Refusal) {
        guard devices.contains(where: { $0.ids == ids }) else {
            throw .mismatch("no device has this device_id, push_id and client_id")
        }
        devices.removeAll { $0.ids == ids }
    }

    /// Removes the device that the web names by this id.
    mutating func remove(mediumID: String) throws(Refusal) {
        guard devices.contains(where: { $0.mediumID == mediumID }) else {
            throw .simulator(404, "no device has this medium_id")
        }
        devices.removeAll { $0.mediumID == mediumID }
    }

    /// `name`, with a number after it if another device has that name, so that people can tell them apart.
    func unusedName(_ name: String) -> String {
        let names = Set(devices.map(\.keyName))
        guard names.contains(name) else { return name }
        let free = (2...devices.count + 1).first { !names.contains("\(name) (\($0))") }
        return "\(name) (\(free ?? devices.count + 2))"
    }

    mutating func changePushID(of old: DeviceIDs, to new: String) throws(Refusal) {
        let matches = devices.indices.filter { devices[$0].ids == old }
        guard !matches.isEmpty else { throw .mismatch("no device has these ids and this old_push_id") }
        for index in matches {
            devices[index].ids = DeviceIDs(deviceID: old.deviceID, clientID: old.clientID, pushID: new)
        }
    }

    // MARK: The web's side

    mutating func initiate(requestID: String, mediumID: String?, browser: RequestingBrowser) throws(Refusal)
        -> (signIn: SignIn, device: Device)
    {
        let named = mediumID.map { id in devices.first { $0.mediumID == id } } ?? devices.first
        guard let device = named else { throw .mismatch("no device has this medium_id") }
        let now = source.now()
        let signIn = SignIn(
            statusID: source.id(), requestID: requestID, device: device, numbers: makeNumbers(),
            browser: browser, startedAt: now, initiation: nextExchange(at: now))
        let dropped = signIns.insert(signIn, for: signIn.statusID) { !$0.isOpen(at: now) }
        for id in dropped?.exchangeIDs ?? [] { statusIDs[id] = nil }
        statusIDs[signIn.initiation.id] = signIn.statusID
        return (signIn, device)
    }

    func signIn(statusID: String) -> SignIn? { signIns[statusID] }

    func statusID(exchangeID: String) -> String? { statusIDs[exchangeID] }

    mutating func cancelFromWeb(exchangeID: String?, statusID: String?) throws(Refusal) -> SignIn {
        guard let id = statusID ?? exchangeID.flatMap({ statusIDs[$0] }), var signIn = signIns[id],
            exchangeID == nil || exchangeID == signIn.initiation.id
        else { throw .exchangeInvalid("no sign-in was initiated with this id") }
        let now = source.now()
        try signIn.cancelFromWeb(next: nextExchange(at: now), at: now)
        return remember(signIn)
    }

    mutating func finish(statusID: String, requestID: String, sub: String) throws(Refusal) -> SignIn {
        guard var signIn = signIns[statusID] else { throw .statusIDUnknown }
        try signIn.finish(requestID: requestID, sub: sub, at: source.now())
        return remember(signIn)
    }

    // MARK: The device's side

    mutating func take(_ step: Step, ids: DeviceIDs, exchangeID: String, passcode: String?) throws(Refusal) -> SignIn {
        let callers = devices.filter { $0.ids == ids }
        guard !callers.isEmpty else { throw .mismatch("no device has this device_id, push_id and client_id") }
        guard let id = statusIDs[exchangeID], var signIn = signIns[id] else {
            throw .exchangeInvalid("the exchange_id is unknown")
        }
        guard callers.contains(where: { $0.mediumID == signIn.mediumID }) else {
            throw .exchangeInvalid("the exchange_id is another device's")
        }
        let now = source.now()
        // A wrong number is a refusal that changes the sign-in, so the sign-in is stored in both cases.
        defer { _ = remember(signIn) }
        try signIn.take(step, id: exchangeID, passcode: passcode, next: nextExchange(at: now), at: now)
        return signIn
    }

    /// This device's sign-ins that wait to be acknowledged, oldest first.
    func pending(ids: DeviceIDs, sub: String) throws(Refusal) -> [SignIn] {
        let device = try device(ids, sub: sub)
        let now = source.now()
        return signIns.oldestFirst.filter {
            $0.mediumID == device.mediumID && $0.stage == .initiated && !$0.isExpired(at: now)
        }
    }

    // MARK: Keeping

    func nextExchange() -> Exchange { nextExchange(at: source.now()) }

    private func nextExchange(at now: Date) -> Exchange {
        Exchange(id: source.id(), expiresAt: now.addingTimeInterval(timeToLive))
    }

    private mutating func remember(_ signIn: SignIn) -> SignIn {
        signIns.replace(signIn, for: signIn.statusID)
        statusIDs[signIn.exchange.id] = signIn.statusID
        return signIn
    }
}

extension Device {
    fileprivate func isSameEnrollment(as other: Device) -> Bool {
        ids.deviceID == other.ids.deviceID && sub == other.sub
    }
}
