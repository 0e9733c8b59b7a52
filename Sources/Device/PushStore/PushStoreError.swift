import SQLite

/// What can be wrong with the database.
package enum PushStoreError: Error, Sendable, Equatable {
    /// No space, or a quota; it may pass.
    case full(path: String)
    case notWritable(path: String)
    case damaged(path: String, detail: String)
    case newerSchema(path: String)
    case busy(path: String)
    case failed(path: String, detail: String)

    init(_ error: SQLiteError, path: String) {
        self =
            switch error.code {
            case .full: .full(path: path)
            // The log's index could not be made long enough: it is in a file as well.
            case .ioError where error.extendedCode == SQLiteError.sharedMemorySize: .full(path: path)
            case .ioError: .failed(path: path, detail: "\(error.message); see what the kernel says of the disk (dmesg)")
            case .readOnly, .cantOpen, .permission, .authorization: .notWritable(path: path)
            case .corrupt, .notADatabase: .damaged(path: path, detail: error.message)
            case .busy, .locked: .busy(path: path)
            default: .failed(path: path, detail: error.message)
            }
    }
}

extension SQLiteError {
    /// `SQLITE_IOERR_SHMSIZE`, a macro that is not imported into Swift.
    fileprivate static let sharedMemorySize: Int32 = 10 | 19 << 8
}
