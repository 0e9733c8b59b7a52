package import PushExchange

/// What the device's modules report as values: why a step, a request or a payload failed.
package enum DeviceMessage: Equatable, Sendable {
    case failure(Failure)
    case request(RequestFailure)
    case wrongState(WrongState)
    case payload(PushPayloadError)
    case link(EnrollmentLinkError)
    case database(DatabaseFailure)
}

/// What is wrong with the database.
package enum DatabaseFailure: Equatable, Sendable {
    case full(path: String)
    case notWritable(path: String)
    case damaged(path: String, detail: String)
    case newer(path: String)
    case locked(path: String)
    case failed(path: String, detail: String)
}
