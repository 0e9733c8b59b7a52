import FoundationEssentials
import Messages

/// Whether something on this desktop shows notifications.
struct NotificationsCheck {
    func finding() async -> Finding {
        guard Desktop.isHere else { return .note(.notifications, .noDesktop) }
        let name = "org.freedesktop.Notifications"
        let arguments = [
            "--user", "--json=short", "call", name, "/org/freedesktop/Notifications", name, "GetServerInformation",
        ]
        switch await Tool.run("busctl", arguments) {
        case .printed(let text):
            return .ok(.notifications, .notificationsShown(by: Self.server(in: text) ?? name))
        case .missing: return .note(.notifications, .busctlMissing)
        case .failed:
            return .fault(.notifications, .noNotificationService, .fix("sudo apt install notification-daemon"))
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
