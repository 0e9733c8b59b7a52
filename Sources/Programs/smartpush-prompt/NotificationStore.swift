import FoundationEssentials
import LocalAPIClient
import LocalAPIModel

/// Which notifications are on the screen. If this prompt is killed, the next one closes them, so that nothing is shown
/// twice. Nothing of a sign-in is kept.
struct NotificationStore: Sendable {
    /// Their ids, and the bus connection of the service that gave them: to another service they mean nothing.
    struct Content: Codable, Equatable {
        var service: String
        var numbers: [UInt32]
    }

    let path: String

    /// In the unit's own runtime folder, else beside the daemon's sockets.
    init(sockets: SocketPaths, environment: [String: String] = Settings.environment) {
        let folder = environment["RUNTIME_DIRECTORY"].flatMap { $0.split(separator: ":").first.map(String.init) }
        path = (folder ?? sockets.folder) + "/prompt-notifications.json"
    }

    func read() -> Content? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(Content.self, from: $0) }
    }

    /// A failure costs nothing but a notification that is shown twice after a crash.
    func write(_ content: Content) {
        guard let data = try? JSONEncoder().encode(content) else { return }
        try? data.write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
