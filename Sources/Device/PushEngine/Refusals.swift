package import PushExchange
import PushStore

/// An error that is an answer: nothing was changed, and nothing is wrong with the database.
protocol Declined: Error {}

extension DecisionError: Declined {}

/// Why a push was not taken.
package enum DeliveryRefusal: Error, Declined, Sendable, Equatable {
    case unsupportedType
    case unknownEnrollment
    case expired
    case queueFull
    /// It could not be written to the disk, or the daemon is stopping.
    case unavailable(String)
}

/// What else a caller can ask in vain.
package enum EngineRefusal: Error, Declined, Sendable, Equatable {
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
    case unreachable(String)
    /// The database can't be written or read, or the daemon is stopping.
    case unavailable(String)

    init(_ error: any Error) {
        self =
            switch error {
            case let refusal as EngineRefusal: refusal
            case let error as DecisionError: .decision(error)
            case let error as PushStoreError: .unavailable(error.description)
            default: .unavailable("\(error)")
            }
    }
}
