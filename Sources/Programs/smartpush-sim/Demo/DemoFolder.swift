import FoundationEssentials
import Glibc
import Messages

/// The demonstration's sockets, database and configuration, in one temporary folder that only its owner can enter.
struct DemoFolder: Sendable {
    let path: String

    var runtime: String { path + "/run" }
    var inbox: String { runtime + "/inbox.sock" }
    var api: String { runtime + "/api.sock" }
    var state: String { path + "/state" }
    var configuration: String { path + "/config.json" }

    static func make() throws -> DemoFolder {
        // This applies to files that the programs create, too.
        _ = umask(0o077)
        let random = String(UInt32.random(in: .min ... .max), radix: 36)
        let parent = ProcessInfo.processInfo.environment["TMPDIR"]
        let folder = DemoFolder(path: Self.path(parent: parent, name: "smartpush-demo-\(random)"))
        let files = FileManager.default
        do {
            // Fails if the name exists, because intermediate folders are off. So no other user can have prepared the
            // folder.
            for path in [folder.path, folder.runtime, folder.state] {
                try files.createDirectory(
                    atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            }
            try Data("{}\n".utf8).write(to: URL(fileURLWithPath: folder.configuration))
        } catch {
            folder.remove()
            throw DemoFailure(.folderNotMade(path: folder.path))
        }
        return folder
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Uses `parent` if it is absolute and leaves room for the path of a socket, which the kernel limits to 107 bytes.
    static func path(parent: String?, name: String) -> String {
        if var parent, parent.hasPrefix("/") {
            while parent.hasSuffix("/") { parent.removeLast() }
            let path = "\(parent)/\(name)"
            if DemoFolder(path: path).inbox.utf8.count <= 107 { return path }
        }
        return "/tmp/\(name)"
    }

    /// The environment of the programs: the caller's, but with the daemon in this folder and not the caller's own
    /// daemon.
    ///
    /// Variables that systemd passes to a service are removed. Otherwise the daemon would report to systemd in our
    /// name.
    func environment(from outer: [String: String], ownFolder: String?) -> [String: String] {
        var inner = outer.filter { name, _ in
            !name.hasPrefix("SMARTPUSH_") && !name.hasPrefix("LISTEN_") && !Self.ofServices.contains(name)
        }
        inner["SMARTPUSH_RUNTIME_DIR"] = runtime
        inner["SMARTPUSH_STATE_DIR"] = state
        inner["SMARTPUSH_CONFIG"] = configuration
        // Programs that were built or installed with this one take precedence.
        let search = outer["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        inner["PATH"] = ownFolder.map { "\($0):\(search)" } ?? search
        return inner
    }

    private static let ofServices: Set<String> = [
        "NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "INVOCATION_ID", "JOURNAL_STREAM", "RUNTIME_DIRECTORY",
        "STATE_DIRECTORY", "CONFIGURATION_DIRECTORY", "CREDENTIALS_DIRECTORY", "SYSTEMD_EXEC_PID", "MANAGERPID",
    ]
}
