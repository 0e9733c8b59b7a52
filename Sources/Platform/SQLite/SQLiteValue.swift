/// A value as SQLite stores it (https://www.sqlite.org/datatype3.html).
package enum SQLiteValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A type whose values can be bound to a parameter and read from a column.
package protocol SQLiteConvertible {
    /// The value that is bound.
    var sqliteValue: SQLiteValue { get }

    /// From the value of a column. `nil` if it has another type, if the number is out of range, or if it is NULL.
    init?(sqliteValue: SQLiteValue)
}

extension SQLiteValue: SQLiteConvertible {
    package var sqliteValue: SQLiteValue { self }

    package init?(sqliteValue: SQLiteValue) {
        self = sqliteValue
    }
}

extension Int64: SQLiteConvertible {
    package var sqliteValue: SQLiteValue { .integer(self) }

    package init?(sqliteValue: SQLiteValue) {
        guard case .integer(let number) = sqliteValue else { return nil }
        self = number
    }
}

extension Int: SQLiteConvertible {
    package var sqliteValue: SQLiteValue { .integer(Int64(self)) }

    package init?(sqliteValue: SQLiteValue) {
        guard case .integer(let number) = sqliteValue else { return nil }
        self.init(exactly: number)
    }
}

extension Int32: SQLiteConvertible {
    package var sqliteValue: SQLiteValue { .integer(Int64(self)) }

    package init?(sqliteValue: SQLiteValue) {
        guard case .integer(let number) = sqliteValue else { return nil }
        self.init(exactly: number)
    }
}

/// Stored as 0 or 1; any other integer reads as `true`.
extension Bool: SQLiteConvertible {
    package var sqliteValue: SQLiteValue { .integer(self ? 1 : 0) }

    package init?(sqliteValue: SQLiteValue) {
        guard case .integer(let number) = sqliteValue else { return nil }
        self = number != 0
    }
}

/// Reads integers too: a column can store a whole number as one.
extension Double: SQLiteConvertible {
    package var sqliteValue: SQLiteValue { .real(self) }

    package init?(sqliteValue: SQLiteValue) {
        switch sqliteValue {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        case .null, .text, .blob: return nil
        }
    }
}

extension String: SQLiteConvertible {
    package var sqliteValue: SQLiteValue { .text(self) }

    package init?(sqliteValue: SQLiteValue) {
        guard case .text(let text) = sqliteValue else { return nil }
        self = text
    }
}

extension [UInt8]: SQLiteConvertible {
    package var sqliteValue: SQLiteValue { .blob(self) }

    package init?(sqliteValue: SQLiteValue) {
        guard case .blob(let bytes) = sqliteValue else { return nil }
        self = bytes
    }
}

/// `nil` is NULL.
extension Optional: SQLiteConvertible where Wrapped: SQLiteConvertible {
    package var sqliteValue: SQLiteValue { self?.sqliteValue ?? .null }

    package init?(sqliteValue: SQLiteValue) {
        if case .null = sqliteValue {
            self = .none
        } else {
            guard let value = Wrapped(sqliteValue: sqliteValue) else { return nil }
            self = .some(value)
        }
    }
}
