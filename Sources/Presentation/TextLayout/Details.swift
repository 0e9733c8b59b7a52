/// A list of labels and values; the values are aligned.
package struct Details: Sendable {
    private var rows: [(label: String, value: Styled)] = []

    /// A list without rows.
    package init() {}

    /// Adds a row, unless `value` is `nil` or empty.
    package mutating func add(_ label: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        rows.append((label, Styled(value)))
    }

    /// Adds a row whose value has its own style.
    package mutating func add(_ label: String, styled: Styled) {
        rows.append((label, styled))
    }

    /// The lines, at most `columns` wide. A value that does not fit next to its label continues on the next lines.
    package func lines(fitting columns: Int = .max) -> [Styled] {
        let margin = (rows.map { DisplayWidth.of($0.label) }.max() ?? 0) + 2
        return rows.flatMap { row in
            let values = row.value.wrapped(to: max(columns - margin, 10))
            return values.enumerated().map { index, value in
                Styled(index == 0 ? row.label : "", .dim).padded(to: margin) + value
            }
        }
    }
}
