import LocalAPIModel

extension SignInMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .account(let name, ""): name
        case .account(let name, let tenant): "\(name) at \(tenant)"
        case .device(let browser, ""): browser
        case .device("", let system): system
        case .device(let browser, let system): "\(browser) on \(system)"
        case .timeLeft(let seconds): "\(DisplayTime.countdown(seconds)) left"
        case .state(let state): state.rawValue
        case .step(let step): step.english
        case .stepUnderWay(let step): "(\(step.english) under way)"
        case .serverIsBeingTold: "the server is being told"
        case .hasArrived: "has arrived"
        case .waitsForAnswer: "waits for your answer"
        case .waitsForNumber: "waits for the number"
        case .signedIn(let elsewhere): "signed in" + (elsewhere ? " elsewhere" : "")
        case .denied(let elsewhere): "denied" + (elsewhere ? " elsewhere" : "")
        case .calledOff(let elsewhere): "called off" + (elsewhere ? " elsewhere" : "")
        case .nobodyAnswered: "nobody answered in time"
        case .failure(let failure): failure.message.english
        case .column(let column): column.english
        case .label(let label): label.english
        case .ago(let span): "\(span) ago"
        case .operation(let step, let attempt, let span): "\(step.english), attempt \(attempt), for \(span)"
        case .caller(let executable, let pid): "\(executable ?? "a program") (pid \(pid))"
        case .endedBy(let end): end.rawValue
        }
    }
}

extension SignInStep {
    fileprivate var english: String {
        switch self {
        case .acknowledge: "acknowledge"
        case .allow: "allow"
        case .deny: "deny"
        case .cancel: "cancel"
        case .verify: "verify"
        case .other(let name): name
        }
    }
}

extension SignInColumn {
    fileprivate var english: String {
        switch self {
        case .id: "ID"
        case .state: "STATE"
        case .application: "WHO"
        case .place: "WHERE"
        case .device: "DEVICE"
        case .timeLeft: "LEFT"
        case .age: "AGE"
        case .account: "ACCOUNT"
        }
    }
}

extension SignInLabel {
    fileprivate var english: String {
        switch self {
        case .id: "id"
        case .state: "state"
        case .timeLeft: "time left"
        case .application: "who"
        case .message: "message"
        case .place: "where"
        case .address: "address"
        case .ip: "ip"
        case .device: "device"
        case .userAgent: "browser"
        case .choices: "choices"
        case .account: "account"
        case .subject: "user id"
        case .enrollment: "enrollment"
        case .method: "method"
        case .received: "received"
        case .changed: "changed"
        case .expires: "expires"
        case .expiry: "expiry"
        case .underWay: "under way"
        case .answeredBy: "answered by"
        case .endedBy: "ended by"
        case .reason: "reason"
        case .failure: "failure"
        case .failureDetail: "detail"
        }
    }
}
