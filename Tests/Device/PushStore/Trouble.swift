import FoundationEssentials
import SQLite

@testable import PushStore

extension PushStore {
    /// For how long the writer waits for another program.
    func setBusyTimeout(milliseconds: Int) async throws {
        try await write { try $0.db.execute("PRAGMA busy_timeout = \(milliseconds)") }
    }

    /// From now on the disk is full for SQLite.
    func allowNoMorePages() async throws {
        try await write { transaction in
            let pages = try transaction.db.value("PRAGMA page_count", as: Int.self) ?? 0
            try transaction.db.execute("PRAGMA max_page_count = \(pages)")
        }
    }
}

/// Overwrites a file except its first page.
func damage(_ path: String) throws {
    var bytes = try Data(contentsOf: URL(filePath: path))
    for index in 4_096..<bytes.count { bytes[index] = 0x5A }
    try bytes.write(to: URL(filePath: path))
}
