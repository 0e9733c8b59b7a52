package import PushExchange
package import PushStore

/// Why a push was not taken.
package enum DeliveryRefusal: Error, Sendable, Equatable {
    case unsupportedType
    case unknownEnrollment
    case expired
    case queueFull
    /// It could not be written to the disk, or the daemon is stopping.
    case unavailable(Unavailable)
}

/// Why nothing can be taken at the moment.
package enum Unavailable: Sendable, Equatable {
    case stopping
    /// After a restart the outcome of an earlier step comes first.
    case takingUp
    /// The server is being told that the same device was given up.
    case deregistering
    case store(PushStoreError)
    /// A fault that should not be; its description is not for people.
    case fault(String)

    /// What an error of the store's means to a caller.
    package init(_ error: any Error) {
        self =
            switch error {
            case let error as PushStoreError: .store(error)
            case EngineRefusal.unavailable(let reason): reason
            default: .fault("\(error)")
            }
    }
}

/// What follows for the caller from a request that the server did not answer.
package enum AfterNoAnswer: Sendable, Equatable {
    case nothing
    /// The server may have taken the link; to give it again tells.
    case linkMayBeTaken
    /// The server may go by either push id; that is found out before anything else is asked.
    case pushIDMayBeTaken
}

/// Why something else than a push was not taken. Nothing was changed.
package enum EngineRefusal: Error, Sendable, Equatable {
    case noSuchExchange
    case noSuchEnrollment
    /// More than one id begins like this.
    case ambiguous
    /// A device is enrolled already for this tenant and user.
    case enrolledAlready
    case noSuchScan
    /// As many links as there may be wait for their number.
    case tooManyScans
    /// Not possible for a scan as it stands.
    case decision(DecisionError)
    case refused(Failure)
    /// An answer is lost, and with it what the next step needs.
    case unresolved(Failure)
    /// The server could not be reached, or did not answer; `nil` where it is not known why.
    case unreachable(RequestFailure?, AfterNoAnswer)
    /// The database can't be written or read, or the daemon is stopping.
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
