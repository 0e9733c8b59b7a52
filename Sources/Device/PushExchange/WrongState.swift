/// Why a request of the user is not possible in the present state of a sign-in, or of an enrollment by a link.
package enum WrongState: Sendable, Equatable {
    /// Another step is being sent.
    case underWay(Step.Name)
    /// The server has not confirmed the acknowledgement yet.
    case notAcknowledged
    /// A number can only be sent after `allow`.
    case notAllowed
    /// The step is never possible in this state.
    case notPossible(Step.Name, in: Exchange.State)
    /// The sign-in has ended; `elsewhere` is true if it ended on another device or on the web page.
    case ended(Exchange.State, elsewhere: Bool)

    /// The server has not answered the scan yet.
    case scanUnanswered
    /// The same link is being sent.
    case linkBeingScanned
    /// Another number is being sent for the same link.
    case anotherNumberUnderWay
    /// A number is being sent for the same account, by another link.
    case accountBeingEnrolled
    /// The number of this enrollment is being sent, so it can't be given up.
    case numberUnderWay
    /// The enrollment has ended: it is complete, or has failed.
    case scanEnded
    /// The user gave the enrollment up.
    case scanCancelled
}
