import FoundationEssentials
import Glibc

/// Where the daemon's two sockets are, for the daemon that makes them and for whoever calls it.
package struct SocketPaths: Sendable, Equatable {
    package let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// Where pushes are handed in.
    package var inbox: String { folder + "/inbox.sock" }

    /// Where the local API is served.
    package var api: String { folder + "/api.sock" }
}

extension SocketPaths {
    /// Nothing tells where the sockets are.
    package struct Unknown: Error, Equatable {}

    /// `$SMARTPUSH_RUNTIME_DIR`, else `$XDG_RUNTIME_DIR/smartpush`, else `/run/user/UID/smartpush` where that exists.
    ///
    /// The last is for callers without a session's environment: cron, ssh with a command, sudo. As the XDG
    /// specification asks, an `XDG_RUNTIME_DIR` that is not absolute is passed over.
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

    /// The sockets of this process's user and environment.
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
