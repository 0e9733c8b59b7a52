/// What is known of the program that shows notifications. What a notification can ask depends on it.
package struct NotificationService: Equatable, Sendable {
    /// How it shows a notification's actions.
    enum Buttons: Equatable, Sendable {
        /// As buttons, at most so many.
        case drawn(atMost: Int)
        /// In a menu that has to be opened.
        case inMenu
        /// Not at all.
        case missing
    }

    private let name: String
    private let capabilities: Set<String>

    /// - Parameters:
    ///   - name: as it calls itself (`GetServerInformation`).
    ///   - capabilities: as it lists them (`GetCapabilities`).
    package init(name: String, capabilities: Set<String>) {
        self.name = name
        self.capabilities = capabilities
    }

    /// No capability says how many buttons there is room for, so that is known by name. Every service that draws buttons
    /// draws three.
    var buttons: Buttons {
        guard capabilities.contains("actions") else { return .missing }
        return switch name.lowercased() {
        case "dunst": .inMenu
        case "xfce notify daemon", "plasma", "mako", "swaync", "swaynotificationcenter": .drawn(atMost: 5)
        default: .drawn(atMost: 3)
        }
    }

    /// `lines` as this service takes a body: where it knows markup, text is escaped.
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
