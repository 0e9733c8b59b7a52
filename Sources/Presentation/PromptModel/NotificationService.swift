/// What is known of the program that shows notifications: it decides what can be asked in one.
package struct NotificationService: Equatable, Sendable {
    /// How it shows a notification's actions.
    package enum Buttons: Equatable, Sendable {
        /// As buttons, no more than so many.
        case drawn(atMost: Int)
        /// In a menu that has to be opened.
        case inMenu
        /// Not at all.
        case missing
    }

    package var name: String
    package var capabilities: Set<String>

    /// - Parameters:
    ///   - name: as it calls itself (`GetServerInformation`).
    ///   - capabilities: as it lists them (`GetCapabilities`).
    package init(name: String, capabilities: Set<String>) {
        self.name = name
        self.capabilities = capabilities
    }

    /// No capability tells how many buttons there is room for, so that is known by name; three are drawn by all who
    /// draw any.
    package var buttons: Buttons {
        guard capabilities.contains("actions") else { return .missing }
        return switch name.lowercased() {
        case "dunst": .inMenu
        case "xfce notify daemon", "plasma", "mako", "swaync", "swaynotificationcenter": .drawn(atMost: 5)
        default: .drawn(atMost: 3)
        }
    }

    /// The text as this service takes it: what is markup to it is written so that it is none.
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
