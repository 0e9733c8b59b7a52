import FoundationEssentials
import LocalAPIModel
import Messages

/// Where the daemon keeps things, by the environment: the XDG Base Directory Specification, and systemd's folders.
struct Places: Sendable {
    var state: String
    var configuration: String

    /// - Throws: ``StartError`` where neither an own variable nor a home folder tells.
    init(environment: [String: String]) throws {
        func folder(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        let home = folder("HOME")
        // systemd gives several, separated by colons, where the unit asks for several.
        let byUnit = environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
        let state =
            environment["SMARTPUSH_STATE_DIR"].nonEmpty ?? byUnit
            ?? folder("XDG_STATE_HOME").map { $0 + "/smartpush" } ?? home.map { $0 + "/.local/state/smartpush" }
        let configuration =
            environment["SMARTPUSH_CONFIG"].nonEmpty
            ?? folder("XDG_CONFIG_HOME").map { $0 + "/smartpush/config.json" }
            ?? home.map { $0 + "/.config/smartpush/config.json" }
        guard let state, let configuration else {
            throw StartError(.homeUnknown)
        }
        self.state = state
        self.configuration = configuration
    }

    var database: String { state + "/smartpush.db" }

    /// Makes a folder that is its owner's alone, or makes one so that exists. One that others use is left as it is: a
    /// variable that names `/tmp` or the home folder must not close it to everyone else.
    static func prepare(_ folder: String) throws {
        let files = FileManager.default
        let attributes = try? files.attributesOfItem(atPath: folder)
        let mode = (attributes?[.posixPermissions] as? Int) ?? 0
        guard mode & 0o1000 == 0, folder != "/", folder != files.homeDirectoryForCurrentUser.path else {
            throw StartError(.sharedFolder(folder))
        }
        do {
            try files.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
            )
            try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        } catch {
            throw StartError(.unusableFolder(folder))
        }
    }

    /// Sees that a file that holds credentials is its owner's alone, whoever made it.
    static func restrict(_ file: String) {
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }
}

extension String? {
    fileprivate var nonEmpty: String? {
        self?.isEmpty == false ? self : nil
    }
}
