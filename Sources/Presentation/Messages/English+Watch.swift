extension WatchMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .openSignIns(0): "no sign-ins are open"
        case .openSignIns(1): "1 sign-in is open"
        case .openSignIns(let count): "\(count) sign-ins are open"
        case .daemonGone: "smartpushd is gone; waiting for it"
        case .windowTooSmall(let columns, let rows):
            "this window is too small to answer in: \(columns) columns and \(rows) lines are needed"
        case .latest: "latest"
        case .key(let key): key.english
        case .isItYou(let application): "Someone is signing in to \(application). Is it you?"
        case .label(let label): label.english
        case .serverIsBeingTold: "the server is being told…"
        case .serverIsAsked: "the server is asked who it is…"
        case .moment: "a moment…"
        case .didYouStartIt: "Deny. Did you start it yourself?"
        case .typeNumber: "Type the number that the page shows:"
        case .notYet: "not yet: the server is being told"
        case .tooSoon: "too soon: read it first"
        case .notOffered(let number): "\(number) is not one of the numbers; nothing was sent"
        case .ended(let application, let standing): "\(application): \(standing.english)"
        case .decisionFailed(let error): error.message.english
        case .daemonLost: "lost smartpushd; waiting for it to come back"
        case .daemonBack: "smartpushd is back"
        case .streamBroken(let reason): "the event stream broke (\(reason.english))"
        }
    }
}

extension WatchKeyMessage {
    fileprivate var english: String {
        switch self {
        case .choose: "choose"
        case .quit: "quit"
        case .allow: "allow: it is me, the number comes next"
        case .deny: "deny: nobody gets in"
        case .denyInstead: "deny"
        case .notMe: "no, not me"
        case .yes: "yes"
        case .back: "back"
        case .send: "send"
        }
    }
}

extension WatchLabel {
    fileprivate var english: String {
        switch self {
        case .place: "from"
        case .device: "device"
        case .account: "account"
        case .message: "message"
        case .address: "address"
        case .ip: "ip"
        }
    }
}
