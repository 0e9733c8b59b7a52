/// What one notification says, as the notification service is to show it.
package struct Notice: Equatable, Sendable {
    package struct Button: Equatable, Sendable {
        package var press: Press
        package var label: String

        package init(_ press: Press, _ label: String) {
            self.press = press
            self.label = label
        }
    }

    package var title: String
    /// Plain text; its lines are short.
    package var lines: [String]
    package var buttons: [Button] = []
    /// Whether it waits for somebody: then it stays, and is shown also to one who does not want to be disturbed.
    package var waits = true

    package init(title: String, lines: [String], buttons: [Button] = [], waits: Bool = true) {
        self.title = title
        self.lines = lines
        self.buttons = buttons
        self.waits = waits
    }
}

/// What a person can press. On the bus it is a word, which comes back with the press.
package enum Press: Equatable, Sendable {
    case allow
    case deny
    /// "Not me", "It was me" and back: the second step of a denial.
    case notMe
    case wasMe
    case back
    case number(String)
    /// The number is asked for in a dialog.
    case ask

    package var word: String {
        switch self {
        case .allow: "allow"
        case .deny: "deny"
        case .notMe: "not-me"
        case .wasMe: "was-me"
        case .back: "back"
        case .number(let number): "number-" + number
        case .ask: "ask"
        }
    }
}

/// The number, asked for in a dialog of its own.
package struct Question: Equatable, Sendable {
    package var title: String
    package var text: String
    /// In the server's order; none where it has to be typed.
    package var choices: [String]
    package var accept: String
    package var cancel: String
}
