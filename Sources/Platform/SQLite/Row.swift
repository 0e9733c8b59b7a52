/// A row of a result; valid only while it is handed out.
package struct Row {
    let statement: Statement

    /// The names of the columns, from the left.
    package var columns: [String] { statement.columns }

    /// The value of a column, by its place from the left.
    /// - Throws: ``SQLiteError`` with ``SQLiteError/Code/mismatch`` if the column holds something else. It names the column
    ///   and not the value.
    package func get<Value: SQLiteConvertible>(_ index: Int, as type: Value.Type = Value.self) throws(SQLiteError)
        -> Value
    {
        guard statement.columns.indices.contains(index) else {
            throw SQLiteError(.range, message: "there is no column \(index)")
        }
        guard let value = Value(sqliteValue: statement.value(at: index)) else {
            throw SQLiteError(.mismatch, message: "\(statement.columns[index]) is not of the type \(type)")
        }
        return value
    }

    /// The value of a column, by its name.
    /// - Throws: as ``get(_:as:)``, or with ``SQLiteError/Code/range`` if there is no such column.
    package func get<Value: SQLiteConvertible>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(SQLiteError) -> Value {
        guard let index = statement.columns.firstIndex(of: name) else {
            throw SQLiteError(.range, message: "there is no column \(name)")
        }
        return try get(index)
    }
}
