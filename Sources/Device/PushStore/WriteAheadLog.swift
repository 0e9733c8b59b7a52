import FoundationEssentials

/// The write-ahead log of a database (sqlite.org/fileformat2.html, 4). It finds damage that SQLite does not report.
///
/// SQLite reads a log up to the first frame that is not as it was written. That is right for the last commit, which a
/// power cut may have torn. But each commit is synced before the next one begins. If complete commits follow a bad
/// frame, that frame was on the disk once and has been damaged since, and SQLite would silently drop commits that were
/// already answered.
struct WriteAheadLog {
    private static let headerSize = 32
    private static let frameHeaderSize = 24

    private let bytes: Data
    private let index: String

    /// Reads the log; `nil` if there is none, or it has no frame.
    /// - Throws: ``PushStoreError/failed(path:detail:)`` if it can't be read.
    init?(of path: String) throws {
        guard FileManager.default.fileExists(atPath: path + "-wal") else { return nil }
        do {
            bytes = try Data(contentsOf: URL(filePath: path + "-wal"))
        } catch {
            throw PushStoreError.failed(path: path, detail: "its log, \(path)-wal, can't be read")
        }
        index = path + "-shm"
        guard bytes.count > Self.headerSize else { return nil }
    }

    /// What is wrong with it; `nil` if nothing is. SQLite must have opened it before, because its index says how far it
    /// was read.
    func damage() -> String? {
        guard hasHeader else { return "its log has no header any more" }
        guard let taken = framesTaken() else { return nil }
        let size = Self.frameHeaderSize + Int(word(8))
        let lost = stride(from: Self.headerSize + taken * size, through: bytes.count - size, by: size)
            .count { isCommit(at: $0) }
        // One of them may be the commit that a power cut has torn.
        return lost > 1 ? "its log is broken after frame \(taken), before \(lost) commits" : nil
    }

    /// How many frames SQLite has read: `mxFrame` of the index, in the byte order of the machine
    /// (sqlite.org/walformat.html, 2.1).
    private func framesTaken() -> Int? {
        guard let index = try? Data(contentsOf: URL(filePath: index)), index.count >= 20 else { return nil }
        return Int(index[16..<20].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }

    /// Whether a frame has the present salts of the log, and is the last one of a commit.
    private func isCommit(at offset: Int) -> Bool {
        word(offset + 4) != 0 && word(offset + 8) == word(16) && word(offset + 12) == word(20)
    }

    /// Whether the header is intact. SQLite writes and syncs it before the first frame.
    private var hasHeader: Bool {
        let magic = word(0)
        guard magic & ~1 == 0x377F_0682 else { return false }
        var (first, second) = (UInt32(0), UInt32(0))
        for offset in stride(from: 0, to: 24, by: 8) {
            // The last bit of the magic number is the byte order of the checksum's input; the checksum itself is
            // big-endian.
            let isBigEndian = magic & 1 == 1
            first &+= (isBigEndian ? word(offset) : word(offset).byteSwapped) &+ second
            second &+= (isBigEndian ? word(offset + 4) : word(offset + 4).byteSwapped) &+ first
        }
        return first == word(24) && second == word(28)
    }

    private func word(_ offset: Int) -> UInt32 {
        bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
