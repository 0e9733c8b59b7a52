import FoundationEssentials
package import PushExchange
import SQLite

/// Finding out that a database is damaged, and keeping it then. Nothing is ever thrown away: what is damaged may hold what
/// can be recovered.
package enum DamagedDatabase {
    /// Looks through a database that nobody has open, as thoroughly as SQLite can.
    /// - Throws: ``PushStoreError/damaged(path:detail:)``, or why it can't be looked at, which says nothing of its content.
    package static func check(_ path: String) throws {
        do {
            try check(PushStore.openReader(path), path: path, by: "integrity_check(1)")
        } catch let error as SQLiteError {
            throw PushStoreError(error, path: path)
        }
    }

    /// The pragma is SQLite's own check. `quick_check` reads every page and row; it leaves out only whether each index
    /// agrees with its table, which takes as long again.
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

    /// A database without a page, but with a log: the log is of one that was cut or lost, and SQLite would delete it.
    static func checkThatNoLogIsLeft(_ path: String) throws {
        guard try WriteAheadLog(of: path) != nil else { return }
        throw PushStoreError.damaged(path: path, detail: "it is empty or lost, while its log is still there")
    }

    /// A page that the disk can't read is reported by the check as well, and is no damage: it may pass.
    private static func seeThatItCanBeRead(_ path: String) throws {
        do {
            for file in files(of: path) { _ = try Data(contentsOf: URL(filePath: file)) }
        } catch {
            throw PushStoreError.failed(path: path, detail: "it can't be read to its end; see what the kernel says")
        }
    }

    /// Gives a damaged database, with its log, a name of its own beside, that says when. Nobody may have it open.
    /// - Returns: the database's new path.
    package static func setAside(_ path: String, at time: Timestamp) throws -> String {
        let name = "\(path)\(mark)\(stamp(time))"
        let manager = FileManager.default
        var kept = name
        var number = 1
        while files(of: kept).contains(where: manager.fileExists(atPath:)) {
            number += 1
            kept = "\(name)-\(number)"
        }
        // The database last: where this is cut short, it is found damaged once more.
        for (from, to) in zip(files(of: path), files(of: kept)).reversed() where manager.fileExists(atPath: from) {
            try manager.moveItem(atPath: from, toPath: to)
        }
        // An index of the log, made anew whenever it is missing.
        try? manager.removeItem(atPath: path + "-shm")
        return kept
    }

    /// The databases that were set aside, the newest last.
    package static func kept(beside path: String) -> [String] {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.map { "\(folder)/\($0)" }
            .filter { $0.hasPrefix(path + mark) && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.sorted()
    }

    private static let mark = ".damaged-"

    /// The database and its log.
    private static func files(of path: String) -> [String] { [path, path + "-wal"] }

    /// `20261124T101530Z`.
    private static func stamp(_ time: Timestamp) -> String {
        "\(time)".prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}
