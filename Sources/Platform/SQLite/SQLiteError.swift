import CSQLite

/// Why a call of SQLite failed. It has no bound value in it, which could be secret.
package struct SQLiteError: Error, Sendable, Equatable {
    /// The primary result code (https://www.sqlite.org/rescode.html).
    package var code: Code
    /// The extended result code, which is more precise.
    package var extendedCode: Int32
    /// SQLite's message (sqlite3_errmsg(3)), or ours. It may name tables, columns and files.
    package var message: String

    package init(_ code: Code, extendedCode: Int32? = nil, message: String) {
        self.code = code
        self.extendedCode = extendedCode ?? code.rawValue
        self.message = message
    }

    /// A primary result code; those with a name are SQLite's constants.
    package struct Code: RawRepresentable, Sendable, Equatable {
        /// The number, as in `sqlite3.h`.
        package let rawValue: Int32

        package init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        package static let error = Code(rawValue: SQLITE_ERROR)
        package static let permission = Code(rawValue: SQLITE_PERM)
        package static let busy = Code(rawValue: SQLITE_BUSY)
        package static let locked = Code(rawValue: SQLITE_LOCKED)
        package static let readOnly = Code(rawValue: SQLITE_READONLY)
        package static let ioError = Code(rawValue: SQLITE_IOERR)
        package static let corrupt = Code(rawValue: SQLITE_CORRUPT)
        package static let full = Code(rawValue: SQLITE_FULL)
        package static let cantOpen = Code(rawValue: SQLITE_CANTOPEN)
        package static let tooBig = Code(rawValue: SQLITE_TOOBIG)
        package static let constraint = Code(rawValue: SQLITE_CONSTRAINT)
        package static let mismatch = Code(rawValue: SQLITE_MISMATCH)
        package static let authorization = Code(rawValue: SQLITE_AUTH)
        package static let range = Code(rawValue: SQLITE_RANGE)
        package static let notADatabase = Code(rawValue: SQLITE_NOTADB)
    }
}

extension SQLiteError {
    /// From an extended result code.
    init(result: Int32, message: String) {
        self.init(Code(rawValue: result & 0xFF), extendedCode: result, message: message)
    }
}
