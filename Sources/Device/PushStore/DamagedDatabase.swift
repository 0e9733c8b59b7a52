import FoundationEssentials
package import PushExchange
import SQLite

/// Finds out whether a database is damaged, and keeps it if it is. Nothing is ever deleted: what is damaged may contain
/// data that can be recovered.
package enum DamagedDatabase {
    /// Checks a database that nobody has open, as thoroughly as SQLite can (`PRAGMA integrity_check`).
    /// - Throws: ``PushStoreError/damaged(path:detail:)``; or another ``PushStoreError`` if it can't be read, which
    ///   means nothing for its content.
    package static func check(_ path: String) throws {
        do {
            try check(PushStore.openReader(path), path: path, by: "integrity_check(1)")
        } catch let error as SQLiteError {
            throw PushStoreError(error, path: path)
        }
    }

    /// The pragma is SQLite's own check. `quick_check` reads every page and row, and omits only the comparison of each
    /// index with its table, which takes as long again.
    static func check(_ reader: Connection, path: String, by pragma: String = "quick_check(1)") throws {
        let finding = try reader.value("PRAGMA \(pragma)", as: String.self) ?? "ok"
        guard finding == "ok" else {
            try seeThatItCanBeRead(path)
            throw PushStoreError.damaged(path: path, detail: finding.split(separator: "\n").joined(separator: " "))
        }
        if let detail = try WriteAheadLog(of: path)?.damage() {
            throw PushStoreError.damaged(path: path, detail: detail)
        }
    }

    /// Checks that a database without any page has no log either: such a log belongs to a database that was truncated
    /// or lost, and SQLite would delete it.
    static func checkThatNoLogIsLeft(_ path: String) throws {
        guard try WriteAheadLog(of: path) != nil else { return }
        throw PushStoreError.damaged(path: path, detail: "it is empty or lost, while its log is still there")
    }

    /// Throws ``PushStoreError/failed(path:detail:)`` if the disk can't read the files. SQLite's check reports that as
    /// damage, but it may pass.
    private static func seeThatItCanBeRead(_ path: String) throws {
        do {
            for file in files(of: path) { _ = try Data(contentsOf: URL(filePath: file)) }
        } catch {
            throw PushStoreError.failed(path: path, detail: "it can't be read to its end; see what the kernel says")
        }
    }

    /// Renames a damaged database and its log, to a name in the same folder that has the time in it. Nobody may have it
    /// open.
    /// - Returns: the database's new path.
    /// - Throws: an error of the file system.
    package static func setAside(_ path: String, at time: Timestamp) throws -> String {
        let name = "\(path)\(mark)\(stamp(time))"
        let manager = FileManager.default
        var kept = name
        var number = 1
        while files(of: kept).contains(where: manager.fileExists(atPath:)) {
            number += 1
            kept = "\(name)-\(number)"
        }
        // The database is moved last: if this is interrupted, the next start finds the damage again.
        for (from, to) in zip(files(of: path), files(of: kept)).reversed() where manager.fileExists(atPath: from) {
            try manager.moveItem(atPath: from, toPath: to)
        }
        // This is an index of the log, which SQLite makes again if it is missing.
        try? manager.removeItem(atPath: path + "-shm")
        return kept
    }

    /// The paths of the databases that were set aside, the newest last.
    package static func kept(beside path: String) -> [String] {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.map { "\(folder)/\($0)" }
            .filter { $0.hasPrefix(path + mark) && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.sorted()
    }

    private static let mark = ".damaged-"

    /// The database and its log.
    private static func files(of path: String) -> [String] { [path, path + "-wal"] }

    /// For example `20261124T101530Z`.
    private static func stamp(_ time: Timestamp) -> String {
        "\(time)".prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}
