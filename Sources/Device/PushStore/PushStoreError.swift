import GRDB

/// What can be wrong with the database.
package enum PushStoreError: Error, Sendable, Equatable {
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
}
