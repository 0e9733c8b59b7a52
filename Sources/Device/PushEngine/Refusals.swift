package import PushExchange
package import PushStore

/// Why a push was not accepted.
package enum DeliveryRefusal: Error, Sendable, Equatable {
    /// The push asks for another method than `PUSH`.
    case unsupportedType
    /// There is no enrollment for the tenant and user of the push.
    case unknownEnrollment
    /// The push expired before it came.
    case expired
    /// The limit ``EngineSettings/queueLimit`` is reached.
    case queueFull
    /// The push could not be written to the disk, or the daemon is stopping.
    case unavailable(Unavailable)
}

/// Why nothing can be accepted at present.
package enum Unavailable: Sendable, Equatable {
    /// The daemon is stopping.
    case stopping
    /// The outcome of a step from before the restart is not stored yet.
    case takingUp
    /// The deregistration of the same device is being sent.
    case deregistering
    /// The database can't be read or written.
    case store(PushStoreError)
    /// A fault in the program; its description is not for users.
    case fault(String)

    /// The meaning of an error of the store, or of a refusal, for a caller.
    package init(_ error: any Error) {
        self =
            switch error {
            case let error as PushStoreError: .store(error)
            case EngineRefusal.unavailable(let reason): reason
            default: .fault("\(error)")
            }
    }
}

/// What a caller must know if the server did not answer its request.
package enum AfterNoAnswer: Sendable, Equatable {
    /// Nothing has changed.
    case nothing
    /// The server may have accepted the link. If it is given again, the answer tells.
    case linkMayBeTaken
    /// The server may use either push id. This is found out before anything else is requested.
    case pushIDMayBeTaken
}

/// Why a request other than a push was refused. Nothing was changed.
package enum EngineRefusal: Error, Sendable, Equatable {
    /// No exchange has this id.
    case noSuchExchange
    /// No enrollment has this id.
    case noSuchEnrollment
    /// More than one id begins with this prefix.
    case ambiguous
    /// There is an enrollment for this tenant and user.
    case enrolledAlready(Enrollment)
    /// No scan has this id.
    case noSuchScan
    /// The limit of links that wait for their number is reached.
    case tooManyScans
    /// The request is not possible in the present state of the scan.
    case decision(DecisionError)
    /// The server refused it.
    case refused(Failure)
    /// A lost answer makes it impossible to continue.
    case unresolved(Failure)
    /// The server began an enrollment, but did not give the number that completes it.
    case numberMissing
    /// The server could not be reached, or did not answer; the failure is `nil` if the reason is not known.
    case unreachable(RequestFailure?, AfterNoAnswer)
    /// The database can't be read or written, or the daemon is stopping.
    case unavailable(Unavailable)

    init(_ error: any Error) {
        self =
            switch error {
            case let refusal as EngineRefusal: refusal
            case let error as DecisionError: .decision(error)
            default: .unavailable(Unavailable(error))
            }
    }
}
