package import PushExchange
package import PushStore

/// An entry for the journal, without text: `Presentation/Messages` words it.
package enum JournalEntry: Sendable, Equatable {
    /// A sign-in is new, or has changed.
    case exchange(Exchange)
    /// A device was enrolled.
    case enrolled(Enrollment)
    /// An enrollment by a link ended without success.
    case scanEnded(EnrollmentScan)
    /// The user removed an enrollment, given by its id.
    case unenrolled(enrollment: String)
    /// The server has removed the device of a removed enrollment.
    case deregistered(enrollment: String)
    /// The server refused to remove the device of a removed enrollment.
    case deregistrationRefused(enrollment: String, Failure)
    /// So many deregistrations were removed unsent, because they were too old or too many.
    case deregistrationsForgotten(Int)
    /// A server does not answer any more.
    case serverAway(enrollment: String, baseURL: String, RequestFailure?)
    /// A server answers again.
    case serverBack(enrollment: String, baseURL: String)
    /// A server's clock differs from what was known; the duration is its clock minus ours.
    case clockDiffers(enrollment: String, Duration)
    /// The database can't be read or written.
    case storeFailed(PushStoreError)
}
