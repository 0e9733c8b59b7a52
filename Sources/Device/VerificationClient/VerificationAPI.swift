package import PushExchange

/// A verification server, as a device uses it.
///
/// No method throws: a failure is a result too, and the important part of it is whether the server may have processed
/// the request. No method follows a redirect, takes longer than its timeout (15 s by default), or reads more than 1
/// MiB.
package protocol VerificationAPI: Sendable {
    /// Sends a step of a sign-in (sections 4 and 5 of the guide), and with it the id that the step uses up.
    func perform(_ step: Step, exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply>

    /// Asks for the status of a sign-in (section 6 of the guide).
    func status(_ statusID: Secret<String>, at endpoint: Endpoint) async -> Reply<StatusReply>

    /// Fetches the pushes that wait for this device, because pushes can get lost.
    func pendingList(at endpoint: Endpoint) async -> Reply<PendingReply>

    /// Fetches what the server knows of the user: the tenant, and by what a person knows the account.
    func configuredList(at endpoint: Endpoint) async -> Reply<ConfiguredReply>

    /// Replaces the push id of the device at the server. The old one is the one in `endpoint`.
    func changePushID(to pushID: Secret<String>, at endpoint: Endpoint) async -> Reply<ChangeReply>

    /// Begins an enrollment of this device with the token of the user's login, as a web page does. The answer has the
    /// exchange id for the scan, and the number that completes the enrollment.
    func initiate(with token: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply>

    /// Reports that this device has scanned a link; `exchangeID` is the id of the link.
    func scan(_ exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply>

    /// Completes an enrollment with the number that the web page shows. `exchangeID` is the id that the scan returned.
    func enroll(_ number: Secret<String>, exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply>

    /// Gives up an enrollment that is not completed. `exchangeID` is the id for its next request.
    func cancelEnrollment(_ exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<ChangeReply>

    /// Ends the enrollment of this device at the server.
    func unenroll(at endpoint: Endpoint) async -> Reply<ChangeReply>

    /// Closes the connections that are kept for the next requests, because they may lead nowhere now. Requests under
    /// way continue.
    func dropConnections()
}

/// A server, and the user and device that a request is for.
package struct Endpoint: Sendable, Equatable {
    /// The server, without a slash at its end.
    package var baseURL: String
    /// Which paths to use.
    package var paths: PathPolicy
    /// The generation of paths that served the request before; `nil` if none is known.
    package var knownPaths: PathSet?
    /// The user, by the subject identifier (OpenID Connect Core 1.0, 2); `nil` if it is not known.
    package var sub: String?
    /// The ids by which the server knows the device.
    package var device: DeviceCredentials
    /// What the server is to call this device; `nil` for the configured name.
    package var deviceName: String?

    package init(
        baseURL: String, paths: PathPolicy, knownPaths: PathSet? = nil, sub: String?, device: DeviceCredentials,
        deviceName: String? = nil
    ) {
        self.baseURL = baseURL
        self.paths = paths
        self.knownPaths = knownPaths
        self.sub = sub
        self.device = device
        self.deviceName = deviceName
    }
}

/// The result of a request, and the time by the server's clock.
package struct Reply<Value: Sendable>: Sendable {
    /// What became of the request.
    package var value: Value
    /// The `Date` of the answer (RFC 9110, 6.6.1); `nil` if there was no answer, or the date can't be read.
    package var date: Timestamp?
    /// The generation of paths that the server has for this request; `nil` if it is not known from this answer.
    package var paths: PathSet?

    package init(_ value: Value, date: Timestamp? = nil, paths: PathSet? = nil) {
        self.value = value
        self.date = date
        self.paths = paths
    }
}

/// What became of a step of a sign-in, of a scan, or of the number of an enrollment.
package enum StepReply: Sendable, Equatable {
    /// The server took it.
    case answered(StepAnswer)
    /// The server refused it.
    case refused(Failure)
    /// The server has not processed the request, and never will.
    case notSent(RequestFailure)
    /// The server may or may not have processed the request.
    case outcomeUnknown(RequestFailure)
}

/// What became of a status request.
package enum StatusReply: Sendable, Equatable {
    /// The status, also if the server does not know the status id: it is then `unknown`.
    case learnt(RemoteStatus)
    /// There was no usable answer.
    case unavailable(RequestFailure)
}

/// What became of a request for the pending list.
package enum PendingReply: Sendable, Equatable {
    /// The pushes in the list; those that can't be understood are left out.
    case listed([PushPayload])
    /// The server has no pending list.
    case noSuchList
    /// The server refused it, usually because it does not know this device.
    case refused(Failure)
    /// There was no usable answer.
    case unavailable(RequestFailure)
}

/// What became of a request for the configured list.
package enum ConfiguredReply: Sendable, Equatable {
    /// What the server knows.
    case listed(ConfiguredAccount)
    /// The server has no configured list.
    case noSuchList
    /// The server refused it.
    case refused(Failure)
    /// There was no usable answer.
    case unavailable(RequestFailure)
}

/// What the configured list tells of the account. Each value is `nil` if the list does not have it.
package struct ConfiguredAccount: Sendable, Equatable {
    package var tenantKey: String?
    /// The tenant's name, for display.
    package var tenantName: String?
    /// The user, by the subject identifier.
    package var sub: String?
    /// What a person knows the account by: the user's e-mail address, or else the name.
    package var account: String?

    package init(
        tenantKey: String? = nil, tenantName: String? = nil, sub: String? = nil, account: String? = nil
    ) {
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.sub = sub
        self.account = account
    }
}

/// What became of a change of the device at the server.
package enum ChangeReply: Sendable, Equatable {
    /// The server made the change.
    case taken
    /// The server has no such request, so it has not made the change.
    case notSupported(RequestFailure)
    /// The server refused it.
    case refused(Failure)
    /// The server has not processed the request, and never will.
    case notSent(RequestFailure)
    /// The server may or may not have processed the request.
    case outcomeUnknown(RequestFailure)
}
