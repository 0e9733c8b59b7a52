import FoundationEssentials

/// Whether something on this desktop shows notifications.
struct NotificationsCheck {
    func finding() async -> Finding {
        let environment = ProcessInfo.processInfo.environment
        guard environment["WAYLAND_DISPLAY"] != nil || environment["DISPLAY"] != nil else {
            return .note(.notifications, "there is no desktop here to show them on")
        }
        let name = "org.freedesktop.Notifications"
        let arguments = [
            "--user", "--json=short", "call", name, "/org/freedesktop/Notifications", name, "GetServerInformation",
        ]
        switch await Tool.run("busctl", arguments) {
        case .printed(let text): return .ok(.notifications, "\(Self.server(in: text) ?? "a service") shows them")
        case .missing: return .note(.notifications, "busctl is not here to ask with")
        case .failed:
            let install = Finding.Remedy.mend("sudo apt install notification-daemon")
            return .fault(.notifications, "no service on the session's bus shows them", install)
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
