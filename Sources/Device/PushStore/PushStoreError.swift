import GRDB

/// What can be wrong with the database. The descriptions are whole sentences for the journal and the user.
package enum PushStoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// No space, or a quota; it may pass.
    case full(path: String)
    case notWritable(path: String)
    case damaged(path: String, detail: String)
    case newerSchema(path: String)
    case busy(path: String)
    case failed(path: String, detail: String)

    init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        self =
            switch error.resultCode {
            case .SQLITE_FULL: .full(path: path)
            // The log's index could not be made long enough: it is in a file as well.
            case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .full(path: path)
            case .SQLITE_IOERR: .failed(path: path, detail: "\(detail); see what the kernel says of the disk (dmesg)")
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .notWritable(path: path)
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path: path, detail: detail)
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
            default: .failed(path: path, detail: detail)
            }
    }

    package var description: String {
        switch self {
        case .full(let path):
            "the disk is full, so \(path) can't be written; make room, nothing that was accepted is lost"
        case .notWritable(let path):
            "\(path) can't be opened for writing; see that its folder exists, is yours (ls -la) and is not read-only"
        case .damaged(let path, let detail):
            "\(path) is damaged (\(detail)); start smartpushd again: it keeps the file beside, and begins a new one"
        case .newerSchema(let path):
            "\(path) was written by a newer smartpush; install that version again, or move the file away and enroll again"
        case .busy(let path):
            "another program holds \(path) locked; end it and try again"
        case .failed(let path, let detail):
            "\(path) can't be used: \(detail)"
        }
    }
}
