/// What one notification says, as the notification service is to show it.
public struct Notice: Equatable, Sendable {
    public struct Button: Equatable, Sendable {
        public var press: Press
        public var label: String

        public init(_ press: Press, _ label: String) {
            self.press = press
            self.label = label
        }
    }

    public var title: String
    /// Plain text; its lines are short.
    public var lines: [String]
    public var buttons: [Button] = []
    /// Whether it waits for somebody: then it stays, and is shown also to one who does not want to be disturbed.
    public var waits = true

    public init(title: String, lines: [String], buttons: [Button] = [], waits: Bool = true) {
        self.title = title
        self.lines = lines
        self.buttons = buttons
        self.waits = waits
    }
}

/// What a person can press. On the bus it is a word, which comes back with the press.
public enum Press: Equatable, Sendable {
    case allow
    case deny
    /// "Not me", "It was me" and back: the second step of a denial.
    case notMe
    case wasMe
    case back
    case number(String)
    /// The number is asked for in a dialog.
    case ask

    public var word: String {
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
public struct Question: Equatable, Sendable {
    public var title: String
    public var text: String
    /// In the server's order; none where it has to be typed.
    public var choices: [String]
    public var accept: String
    public var cancel: String
}
