/// The id that a notification service gives to a notification; 0 is none (Desktop Notifications Specification).
package typealias NotificationID = UInt32

/// The content of a notification.
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
    /// Whether it waits for an answer. It then stays on the screen, and is shown in "do not disturb" mode, too.
    package internal(set) var isResident = true

    /// The buttons in the form that `Notify` takes: for each action its key, then its label.
    package var actions: [String] {
        buttons.flatMap { [$0.action.key, $0.label] }
    }
}

/// The action of a button.
enum NotificationAction: Equatable, Sendable {
    case allow
    case deny
    /// The three buttons of a denial's second step: "not me", "it was me" and back.
    case notMe
    case wasMe
    case back
    case number(String)
    /// Opens the dialog that asks for the number.
    case askNumber

    /// The action's key on the bus. `ActionInvoked` reports it when the button is pressed.
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

/// What a dialog shows to ask for the number on the web page.
package struct NumberQuestion: Equatable, Sendable {
    var title: String
    var text: String
    /// In the server's order; empty if the number has to be typed.
    var choices: [String]
    var accept: String
    var cancel: String
}

/// How a dialog ended.
package enum DialogResult: Equatable, Sendable {
    case number(String)
    /// The user gave no number.
    case closed
    /// It could not be shown at all.
    case unavailable
}
