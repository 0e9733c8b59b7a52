import LocalAPIModel
import Messages
import PushEngine
import PushExchange
import PushStore

// Turns the engine's data into documents of the local API. A document never contains a secret.

extension ExchangeDocument {
    init(_ exchange: Exchange) {
        self.init(
            id: exchange.id, state: ExchangeState(exchange.state), enrollment: exchange.enrollment, sub: exchange.sub,
            tenantKey: exchange.tenantKey, tenantName: exchange.tenantName,
            verificationType: exchange.verificationType, clientName: exchange.signIn.clientName,
            message: exchange.signIn.message, address: exchange.signIn.address.map(AddressDocument.init),
            deviceInfo: exchange.signIn.device.map(DeviceInfoDocument.init), choices: exchange.choices,
            receivedAt: "\(exchange.receivedAt)", updatedAt: "\(exchange.updatedAt)",
            expiresAt: "\(exchange.expiresAtByOurClock)", operation: exchange.operation.map(OperationDocument.init),
            answeredBy: exchange.answeredBy.map { CallerDocument(pid: $0.pid, exe: $0.exe) },
            endedBy: exchange.endedBy.map(EndedBy.init), reason: exchange.decision?.reason,
            failure: exchange.failure.map { FailureDocument($0) }, account: exchange.account,
            reference: exchange.reference, confirmed: exchange.isConfirmed, version: exchange.version
        )
    }
}

extension FailureDocument {
    init(_ failure: Failure) {
        self.init(code: failure.code, detail: DeviceMessage.failure(failure).english, words: failure.words)
    }
}

extension ExchangeState {
    init(_ state: Exchange.State) {
        self =
            switch state {
            case .received: .received
            case .acknowledged: .acknowledged
            case .allowed: .allowed
            case .authenticated: .authenticated
            case .denied: .denied
            case .cancelled: .cancelled
            case .expired: .expired
            case .refused: .refused
            case .unresolved: .unresolved
            }
    }
}

extension EndedBy {
    init(_ endedBy: Exchange.EndedBy) {
        self =
            switch endedBy {
            case .user: .user
            case .remote: .remote
            case .clock: .clock
            }
    }
}

extension OperationDocument {
    init(_ operation: Exchange.Operation) {
        self.init(name: operation.step.name.rawValue, attempt: operation.attempt, since: "\(operation.since)")
    }
}

extension AddressDocument {
    init(_ address: SignIn.Address) {
        self.init()
        countryShort = address.countryShort
        countryLong = address.countryLong
        region = address.region
        city = address.city
        zipcode = address.zipcode
        street = address.street
        houseNumber = address.houseNumber
        formattedAddress = address.formatted
        ip = address.ip
        latitude = address.latitude.flatMap { Double($0) }
        longitude = address.longitude.flatMap { Double($0) }
    }
}

extension DeviceInfoDocument {
    init(_ device: SignIn.Device) {
        self.init()
        os = device.os.map { SoftwareDocument($0) }
        browser = device.browser.map { SoftwareDocument($0) }
        engine = device.engine.map { SoftwareDocument($0) }
        deviceMake = device.make
        deviceModel = device.model
        userAgent = device.userAgent
        ipAddress = device.ip
        latitude = device.latitude
        longitude = device.longitude
    }
}

extension SoftwareDocument {
    init(_ software: SignIn.Software) {
        self.init(name: software.name, version: software.version)
    }
}

extension EnrollmentDocument {
    init(_ enrolled: Enrolled) {
        let enrollment = enrolled.enrollment
        self.init(
            id: enrollment.id, name: enrollment.name, baseURL: enrollment.baseURL, tenantKey: enrollment.tenantKey,
            tenantName: enrollment.tenantName, sub: enrollment.sub,
            pathSet: PathSetName(enrollment.paths), createdAt: "\(enrollment.createdAt)",
            server: ServerHealthDocument(
                reachable: enrolled.health.reachable, lastContactAt: enrolled.health.lastContactAt.map { "\($0)" },
                error: enrolled.health.failure.map { DeviceMessage.request($0).english },
                state: ServerState(enrolled.health.state), since: enrolled.health.since.map { "\($0)" }
            ),
            account: enrollment.label, delivery: DeliveryDocument(enrolled.delivery)
        )
    }
}

extension DeliveryDocument {
    init(_ state: DeliveryState) {
        self.init(
            lastPushAt: state.lastPushAt.map { "\($0)" }, lastPollAt: state.lastPollAt.map { "\($0)" },
            nextPollAt: state.nextPollAt.map { "\($0)" },
            interval: state.interval.map { Double($0.wholeMilliseconds) / 1000 })
    }

    /// How sign-ins of any of these enrollments reach this machine: what came last, what comes next, and the shortest
    /// interval.
    init(_ states: [DeliveryState]) {
        self.init(
            DeliveryState(
                lastPushAt: states.compactMap(\.lastPushAt).max(), lastPollAt: states.compactMap(\.lastPollAt).max(),
                nextPollAt: states.compactMap(\.nextPollAt).min(), interval: states.compactMap(\.interval).min()))
    }
}

extension ServerState {
    init(_ state: ServerHealth.State) {
        self =
            switch state {
            case .unknown: .unknown
            case .known: .ok
            case .refused: .refused
            case .unreachable: .unreachable
            }
    }
}

extension PathSetName {
    init(_ paths: PathPolicy) {
        self =
            switch paths {
            case .auto: .auto
            case .guide: .guide
            case .v2: .v2
            }
    }
}

extension PathPolicy {
    init(_ name: PathSetName) {
        self =
            switch name {
            case .auto: .auto
            case .guide: .guide
            case .v2: .v2
            }
    }
}

extension EnrollmentScanDocument {
    init(_ scan: EnrollmentScan) {
        self.init(
            id: scan.id, state: EnrollmentScanState(scan.state), name: scan.name, baseURL: scan.baseURL,
            tenantKey: scan.tenantKey, tenantName: scan.tenantName, sub: scan.sub,
            pathSet: PathSetName(scan.paths), choices: scan.choices,
            expiresAt: scan.state.isOpen ? "\(scan.expiresAt)" : nil,
            failure: scan.failure.map { FailureDocument($0) }, account: scan.account
        )
    }
}

extension EnrollmentScanState {
    init(_ state: EnrollmentScan.State) {
        self =
            switch state {
            case .scanning: .scanning
            case .scanned: .scanned
            case .verifying: .verifying
            case .enrolled: .enrolled
            case .refused: .refused
            case .expired: .expired
            case .unresolved: .unresolved
            case .cancelled: .cancelled
            }
    }
}
