import SQLite

/// What can be wrong with the database. `path` is its file; `detail` is for people, in English.
package enum PushStoreError: Error, Sendable, Equatable {
    /// The disk has no space, or the user's quota is reached; it may pass.
    case full(path: String)
    /// The file, or its folder, can't be opened or written.
    case notWritable(path: String)
    /// The content is not as SQLite wrote it.
    case damaged(path: String, detail: String)
    /// A newer release of this program has changed the schema.
    case newerSchema(path: String)
    /// Another program locked it for too long.
    case busy(path: String)
    /// Any other error of SQLite or of the disk.
    case failed(path: String, detail: String)

    init(_ error: SQLiteError, path: String) {
        self =
            switch error.code {
            case .full: .full(path: path)
            // The index of the log could not be extended. It is a file too.
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
    /// `SQLITE_IOERR_SHMSIZE`: a macro that Swift does not import.
    fileprivate static let sharedMemorySize: Int32 = 10 | 19 << 8
}
