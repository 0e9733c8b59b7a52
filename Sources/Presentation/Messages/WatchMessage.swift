package import LocalAPIClient

/// What `smartpush watch` says, beside what it says of each sign-in.
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
    /// Stands in place of the keys until they answer something.
    case moment
    case didYouStartIt
    case typeNumber

    // What a key, or the daemon, led to.
    case notYet
    case tooSoon
    case notOffered(number: String)
    case ended(application: String, standing: SignInMessage)
    case decisionFailed(LocalAPIError)

    // Where each change is a line.
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

/// The labels before what is known of the selected sign-in.
package enum WatchLabel: CaseIterable, Sendable {
    case place
    case device
    case account
    case message
    case address
    case ip
}
