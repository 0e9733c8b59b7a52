/// A list of labels and values, the values under each other.
package struct Details: Sendable {
    private var rows: [(label: String, value: Styled)] = []

    /// Without rows.
    package init() {}

    /// Adds a row; none where `value` is not known or empty.
    package mutating func add(_ label: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        rows.append((label, Styled(value)))
    }

    /// Adds a row whose value has an emphasis of its own.
    package mutating func add(_ label: String, styled: Styled) {
        rows.append((label, styled))
    }

    /// No wider than `columns`, with what does not fit beside its label on lines of its own below it.
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
