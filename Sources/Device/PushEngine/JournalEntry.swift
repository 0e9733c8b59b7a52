package import PushExchange
package import PushStore

/// What the engine tells the journal: what happened, without words. The composition says it with `Presentation/Messages`.
package enum JournalEntry: Sendable, Equatable {
    /// A sign-in is new, or something of it changed.
    case exchange(Exchange)
    case enrolled(Enrollment)
    /// An enrollment by a link ended without one.
    case scanEnded(EnrollmentScan)
    case unenrolled(enrollment: String)
    /// The server has removed the device that was given up.
    case deregistered(enrollment: String)
    case deregistrationRefused(enrollment: String, Failure)
    /// As many servers could not be told for so long that it was given up.
    case deregistrationsForgotten(Int)
    /// A server stopped answering.
    case serverAway(enrollment: String, baseURL: String, RequestFailure?)
    case serverBack(enrollment: String, baseURL: String)
    /// The server's clock minus ours, where that differs from what was thought.
    case clockDiffers(enrollment: String, Duration)
    case storeFailed(PushStoreError)
}
