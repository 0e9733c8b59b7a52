package import PushExchange

/// A verification server, as the device sees it.
///
/// No method throws: that a request failed is an answer too, and what matters of it is whether the server may have
/// processed it. None follows a redirect, takes longer than it is given (15 s, where nothing else is configured), or
/// reads more than 1 MiB.
package protocol VerificationAPI: Sendable {
    /// Takes a step of the sign-in whose next id is `exchangeID` (sections 4 and 5 of the guide).
    func perform(_ step: Step, exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply>

    /// Asks how a sign-in stands (section 6 of the guide).
    func status(_ statusID: Secret<String>, at endpoint: Endpoint) async -> Reply<StatusReply>

    /// Asks for the pushes that wait for this device: they may have got lost on their way.
    func pendingList(at endpoint: Endpoint) async -> Reply<PendingReply>

    /// Replaces the push id that the server knows.
    func changePushID(to pushID: Secret<String>, at endpoint: Endpoint) async -> Reply<ChangeReply>

    /// Tells the server that this device has scanned the link whose id is `exchangeID`.
    func scan(_ exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply>

    /// Completes an enrollment with the number that the web page shows.
    func enroll(_ number: Secret<String>, exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply>

    /// Tells the server that this device is given up.
    func unenroll(at endpoint: Endpoint) async -> Reply<ChangeReply>
}

/// A server and who we are there.
package struct Endpoint: Sendable, Equatable {
    /// Without a slash at its end.
    package var baseURL: String
    package var pathSet: PathSet
    package var tenantKey: String
    package var sub: String
    package var device: DeviceCredentials

    package init(baseURL: String, pathSet: PathSet, tenantKey: String, sub: String, device: DeviceCredentials) {
        self.baseURL = baseURL
        self.pathSet = pathSet
        self.tenantKey = tenantKey
        self.sub = sub
        self.device = device
    }
}

/// An answer, and what the server's clock showed.
package struct Reply<Value: Sendable>: Sendable {
    package var value: Value
    /// The answer's `Date`; `nil` where there was no answer, or none that could be read.
    package var date: Timestamp?

    package init(_ value: Value, date: Timestamp? = nil) {
        self.value = value
        self.date = date
    }
}

package enum StepReply: Sendable, Equatable {
    case answered(StepAnswer)
    /// The server said no.
    case refused(Failure)
    /// The server has not processed the request, and never will.
    case notSent(RequestFailure)
    /// The server may or may not have processed the request.
    case outcomeUnknown(RequestFailure)
}

package enum StatusReply: Sendable, Equatable {
    case learnt(RemoteStatus)
    case unavailable(RequestFailure)
}

package enum PendingReply: Sendable, Equatable {
    case listed([PushPayload])
    /// This server has no such list.
    case noSuchList
    /// The server does not know this device.
    case refused(Failure)
    case unavailable(RequestFailure)
}

/// What came of a change of what the server knows of this device.
package enum ChangeReply: Sendable, Equatable {
    case taken
    case refused(Failure)
    /// The server has not processed the request, and never will.
    case notSent(RequestFailure)
    /// The server may or may not have processed the request.
    case outcomeUnknown(RequestFailure)
}
