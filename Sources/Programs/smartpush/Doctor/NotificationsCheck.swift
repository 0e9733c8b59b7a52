import FoundationEssentials
import Messages

/// Whether this desktop can show notifications.
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

    /// The service's name and version. The answer has its name, vendor and version, and that of the specification.
    static func server(in text: String) -> String? {
        struct Answer: Decodable { var data: [String] }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(text.utf8)), answer.data.count >= 3
        else { return nil }
        return "\(answer.data[0]) \(answer.data[2])"
    }
}

enum Desktop {
    /// Whether this process is in a graphical session: whether a variable names its display.
    static var isHere: Bool {
        let environment = ProcessInfo.processInfo.environment
        return environment["WAYLAND_DISPLAY"] != nil || environment["DISPLAY"] != nil
    }
}
