/// The program that shows notifications, and its abilities. They decide what a notification can ask.
package struct NotificationService: Equatable, Sendable {
    /// How it shows the actions of a notification.
    enum Buttons: Equatable, Sendable {
        /// As buttons, up to this number.
        case drawn(atMost: Int)
        /// In a menu that has to be opened.
        case inMenu
        /// Not at all.
        case missing
    }

    private let name: String
    private let capabilities: Set<String>

    /// - Parameters:
    ///   - name: its name from `GetServerInformation`.
    ///   - capabilities: its list from `GetCapabilities`.
    package init(name: String, capabilities: Set<String>) {
        self.name = name
        self.capabilities = capabilities
    }

    /// There is no capability for the number of buttons, so it is looked up by name. Every service that draws buttons
    /// draws at least three.
    var buttons: Buttons {
        guard capabilities.contains("actions") else { return .missing }
        return switch name.lowercased() {
        case "dunst": .inMenu
        case "xfce notify daemon", "plasma", "mako", "swaync", "swaynotificationcenter": .drawn(atMost: 5)
        default: .drawn(atMost: 3)
        }
    }

    /// The body for `lines`; it is escaped if this service interprets markup.
    package func body(_ lines: [String]) -> String {
        let text = lines.joined(separator: "\n")
        guard capabilities.contains("body-markup") else { return text }
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
