/// Why something is not possible as a sign-in, or an enrollment by a link, stands.
package enum WrongState: Sendable, Equatable {
    /// Another step is on its way to the server.
    case underWay(Step.Name)
    /// The server has not been told yet that the push arrived.
    case notAcknowledged
    /// A number can be sent only after allow.
    case notAllowed
    /// The step never follows this state.
    case notPossible(Step.Name, in: Exchange.State)
    case ended(Exchange.State, elsewhere: Bool)

    /// The server has not answered the scan yet.
    case scanUnanswered
    /// The same link is on its way to the server.
    case linkBeingScanned
    /// Another number is on its way for the same link.
    case anotherNumberUnderWay
    /// A number is on its way for the same account, by another link.
    case accountBeingEnrolled
}
