package import LocalAPIClient

/// What `smartpush watch` says, besides the texts that all programs share (``SignInMessage``).
package enum WatchMessage: Equatable, Sendable {
    // The frame of the live view.
    case openSignIns(count: Int)
    case daemonGone
    case windowTooSmall(columns: Int, rows: Int)
    case latest
    /// What a key does.
    case key(WatchKeyMessage)

    // The selected sign-in.
    case isItYou(application: String)
    case label(WatchLabel)
    case serverIsBeingTold
    case serverIsAsked
    /// Shown in place of the keys until they answer.
    case moment
    case didYouStartIt
    case typeNumber

    // The result of a key or of a decision.
    case notYet
    case tooSoon
    case notOffered(number: String)
    case ended(application: String, standing: SignInMessage)
    case decisionFailed(LocalAPIError)

    // Without a terminal: one line for each change.
    case daemonLost
    case daemonBack
    case streamBroken(reason: UnusableAnswer)
}

/// What a key of the live view does.
package enum WatchKeyMessage: CaseIterable, Sendable {
    case choose
    case quit
    case allow
    case deny
    case denyInstead
    case notMe
    case yes
    case back
    case send
}

/// The labels in the details of the selected sign-in.
package enum WatchLabel: CaseIterable, Sendable {
    case place
    case device
    case account
    case message
    case address
    case ip
}
