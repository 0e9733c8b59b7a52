import FoundationEssentials
import LocalAPIModel
import Messages
import Settings

/// The daemon's folders and files, from the environment: the XDG Base Directory Specification and systemd's folders.
struct Places: Sendable {
    var state: String
    var configuration: String

    /// - Throws: ``StartError`` if neither a variable nor a home folder is known.
    init(environment: [String: String]) throws {
        func folder(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        let home = folder("HOME")
        // systemd passes several folders, separated by colons, if the unit asks for several.
        let byUnit = environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
        let state =
            environment["SMARTPUSH_STATE_DIR"].nonEmpty ?? byUnit
            ?? folder("XDG_STATE_HOME").map { $0 + "/smartpush" } ?? home.map { $0 + "/.local/state/smartpush" }
        guard let state, let configuration = Settings.userFile(environment: environment) else {
            throw StartError(.homeUnknown)
        }
        self.state = state
        self.configuration = configuration
    }

    var database: String { state + "/smartpush.db" }

    /// Creates a folder that only its owner can access, or restricts an existing one. A folder that others use is not
    /// changed: a variable that names `/tmp` or the home folder must not lock everyone else out.
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

    /// Makes sure that only its owner can access a file with credentials, even if another program created it.
    static func restrict(_ file: String) {
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }
}

extension String? {
    fileprivate var nonEmpty: String? {
        self?.isEmpty == false ? self : nil
    }
}
