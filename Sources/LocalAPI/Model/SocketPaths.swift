import FoundationEssentials
import Glibc

/// Where the daemon's two sockets are. The daemon and its clients find them by the same rules.
package struct SocketPaths: Sendable, Equatable {
    /// The folder of both sockets, without a slash at its end.
    package let folder: String

    /// - Parameter folder: without a slash at its end.
    package init(folder: String) {
        self.folder = folder
    }

    /// The socket for pushes, one JSON object per line.
    package var inbox: String { folder + "/inbox.sock" }

    /// The socket of the local API.
    package var api: String { folder + "/api.sock" }
}

extension SocketPaths {
    /// The environment does not say where the sockets are, and the usual folder does not exist.
    package struct Unknown: Error, Equatable {}

    /// `$SMARTPUSH_RUNTIME_DIR`, else `$XDG_RUNTIME_DIR/smartpush`, else `/run/user/UID/smartpush` if that exists.
    ///
    /// The last is for callers without a session's environment, such as cron, sudo, and ssh with a command. A relative
    /// `XDG_RUNTIME_DIR` is ignored, as the XDG Base Directory specification demands.
    package init(
        environment: [String: String], userID: UInt32, folderExists: (String) -> Bool
    ) throws(Unknown) {
        if let own = environment["SMARTPUSH_RUNTIME_DIR"], !own.isEmpty {
            self.init(folder: Self.withoutTrailingSlash(own))
            return
        }
        if let session = environment["XDG_RUNTIME_DIR"], session.hasPrefix("/") {
            self.init(folder: Self.withoutTrailingSlash(session) + "/smartpush")
            return
        }
        let usual = "/run/user/\(userID)/smartpush"
        guard folderExists(usual) else { throw Unknown() }
        self.init(folder: usual)
    }

    /// The sockets of this process's user, by this process's environment.
    package static func current() throws(Unknown) -> SocketPaths {
        try SocketPaths(environment: ProcessInfo.processInfo.environment, userID: getuid()) { path in
            FileManager.default.fileExists(atPath: path)
        }
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var path = path[...]
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}
