/// A row of a result. It is valid only while the closure that gets it runs.
package struct Row {
    let statement: Statement

    /// The names of the columns, in order.
    package var columns: [String] { statement.columns }

    /// The value of a column, by its index from 0.
    /// - Throws: ``SQLiteError``: ``SQLiteError/Code/mismatch`` if the value is of another type, or
    ///   ``SQLiteError/Code/range`` if there is no such column. Its message names the column and not the value.
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
    /// - Throws: as for an index.
    package func get<Value: SQLiteConvertible>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(SQLiteError) -> Value {
        guard let index = statement.columns.firstIndex(of: name) else {
            throw SQLiteError(.range, message: "there is no column \(name)")
        }
        return try get(index)
    }
}
