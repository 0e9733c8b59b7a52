import FoundationEssentials
import Messages

/// Whether something on this desktop shows notifications.
struct NotificationsCheck {
    func finding() async -> Finding {
        guard Desktop.isHere else {
            let words = Phrase(
                "there is no desktop here to show them on", german: "hier ist kein Desktop, der sie zeigt")
            return .note(.notifications, words)
        }
        let name = "org.freedesktop.Notifications"
        let arguments = [
            "--user", "--json=short", "call", name, "/org/freedesktop/Notifications", name, "GetServerInformation",
        ]
        switch await Tool.run("busctl", arguments) {
        case .printed(let text):
            let server = Self.server(in: text) ?? name
            return .ok(.notifications, Phrase("\(server) shows them", german: "\(server) zeigt sie"))
        case .missing:
            return .note(.notifications, Phrase("busctl is not here to ask with", german: "busctl fehlt, um zu fragen"))
        case .failed:
            let words = Phrase(
                "no service on the session's bus shows them", german: "kein Dienst am Bus der Sitzung zeigt sie")
            return .fault(.notifications, words, .mend("sudo apt install notification-daemon"))
        }
    }

    /// Its name and version, of its name, vendor, version and the specification's.
    static func server(in text: String) -> String? {
        struct Answer: Decodable { var data: [String] }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(text.utf8)), answer.data.count >= 3
        else { return nil }
        return "\(answer.data[0]) \(answer.data[2])"
    }
}

enum Desktop {
    /// Whether this process is in a graphical session, by the variables that its programs find the screen with.
    static var isHere: Bool {
        let environment = ProcessInfo.processInfo.environment
        return environment["WAYLAND_DISPLAY"] != nil || environment["DISPLAY"] != nil
    }
}
