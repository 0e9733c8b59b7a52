package import PushExchange
import SQLite

/// Which generation of paths served a request at a server.
package struct KnownPath: Sendable, Equatable {
    /// The server, without a slash at its end.
    package var baseURL: String
    /// The name of the request.
    package var request: RequestName
    /// The generation that served it.
    package var paths: PathSet

    package init(baseURL: String, request: RequestName, paths: PathSet) {
        self.baseURL = baseURL
        self.request = request
        self.paths = paths
    }
}

extension Snapshot {
    /// All paths that are known. Rows that this program does not understand are left out: they are found out again.
    package func knownPaths() throws -> [KnownPath] {
        try db.rows("SELECT base_url, request, path_set FROM known_path ORDER BY base_url, request") { row in
            let request = RequestName(rawValue: try row.get("request"))
            let paths = PathSet(rawValue: try row.get("path_set"))
            guard let request, let paths else { return nil }
            return KnownPath(baseURL: try row.get("base_url"), request: request, paths: paths)
        }.compactMap { (path: KnownPath?) in path }
    }
}

extension Transaction {
    /// Stores which generation of paths served a request, in place of what was known before.
    package func put(_ path: KnownPath) throws {
        try db.run(
            "INSERT OR REPLACE INTO known_path (base_url, request, path_set) VALUES (?, ?, ?)",
            [path.baseURL, path.request.rawValue, path.paths.rawValue])
    }

    /// Removes all that is known of a server's paths.
    package func forgetPaths(of baseURL: String) throws {
        try db.run("DELETE FROM known_path WHERE base_url = ?", [baseURL])
    }
}
