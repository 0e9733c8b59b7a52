import FoundationEssentials
import LocalAPIClient
import LocalAPIModel

/// Remembers which notifications are on the screen. If this prompt is killed, the next one closes them, so that nothing
/// is shown twice. It stores no data of a sign-in.
struct NotificationStore: Sendable {
    /// The ids, and the bus name of the service that gave them. They are not valid for another service.
    struct Content: Codable, Equatable {
        var service: String
        var numbers: [UInt32]
    }

    let path: String

    /// In the unit's runtime folder if there is one, otherwise next to the daemon's sockets.
    init(sockets: SocketPaths, environment: [String: String] = PromptSettings.environment) {
        let folder = environment["RUNTIME_DIRECTORY"].flatMap { $0.split(separator: ":").first.map(String.init) }
        path = (folder ?? sockets.folder) + "/prompt-notifications.json"
    }

    func read() -> Content? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(Content.self, from: $0) }
    }

    /// Ignores failures: the worst result is a notification that is shown twice after a crash.
    func write(_ content: Content) {
        guard let data = try? JSONEncoder().encode(content) else { return }
        try? data.write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
