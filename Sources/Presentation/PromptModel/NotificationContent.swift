/// The id that a notification service gives to a notification; 0 stands for none. (Desktop Notifications Specification)
package typealias NotificationID = UInt32

/// What one notification says.
package struct NotificationContent: Equatable, Sendable {
    struct Button: Equatable, Sendable {
        var action: NotificationAction
        var label: String

        init(_ action: NotificationAction, _ label: String) {
            self.action = action
            self.label = label
        }
    }

    /// One line of plain text.
    package internal(set) var summary: String
    /// The body: plain text, in short lines.
    package internal(set) var lines: [String]
    var buttons: [Button] = []
    /// Whether it waits for an answer. Then it stays, and is shown also to a user who does not want to be disturbed.
    package internal(set) var isResident = true

    /// The buttons as the service takes them: each action's key, then its label.
    package var actions: [String] {
        buttons.flatMap { [$0.action.key, $0.label] }
    }
}

/// What a person can answer with a button.
enum NotificationAction: Equatable, Sendable {
    case allow
    case deny
    /// "Not me", "It was me" and back: the second step of a denial.
    case notMe
    case wasMe
    case back
    case number(String)
    /// Opens the dialog that asks for the number.
    case askNumber

    /// The action's key on the bus, which comes back when its button is pressed.
    var key: String {
        switch self {
        case .allow: "allow"
        case .deny: "deny"
        case .notMe: "not-me"
        case .wasMe: "was-me"
        case .back: "back"
        case .number(let number): "number-" + number
        case .askNumber: "ask"
        }
    }
}

/// What a dialog of its own asks: the number that the web page shows.
package struct NumberQuestion: Equatable, Sendable {
    var title: String
    var text: String
    /// In the server's order; none where the number has to be typed.
    var choices: [String]
    var accept: String
    var cancel: String
}

/// How a dialog ended.
package enum DialogResult: Equatable, Sendable {
    case number(String)
    /// Without a number.
    case closed
    /// It could not be shown at all.
    case unavailable
}
