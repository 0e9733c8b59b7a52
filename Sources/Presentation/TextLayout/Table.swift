/// Rows under headings for a person, tab-separated lines for a program.
package struct Table: Sendable {
    /// One column of a table.
    package struct Column: Sendable {
        let title: String
        /// The columns that it keeps however narrow the terminal is.
        let narrowest: Int

        /// May be narrowed to `narrowest` columns of the terminal.
        package init(_ title: String, narrowest: Int = 5) {
            self.title = title
            self.narrowest = narrowest
        }

        /// Never narrowed: half an id or half a countdown is worth nothing.
        package static func fixed(_ title: String) -> Column {
            Column(title, narrowest: .max)
        }
    }

    private let columns: [Column]
    private let rows: [[Styled]]

    /// Each row has a cell for every column.
    package init(columns: [Column], rows: [[Styled]]) {
        self.columns = columns
        self.rows = rows
    }

    private static let gap = 2

    /// With headings, no line wider than `width`; where not even a few characters of each column fit, row by row.
    package func fitted(to width: Int) -> [Styled] {
        guard let lines = beside(in: width) else { return stacked(in: width) }
        return [line(columns.map { Styled($0.title, .bold) }, lines.widths)] + lines.rows
    }

    /// Without headings; what does not fit is cut off.
    package func rows(fittedTo width: Int) -> [Styled] {
        (beside(in: width)?.rows ?? rows.map { line($0, naturalWidths()) }).map { $0.truncated(to: width) }
    }

    private func beside(in width: Int) -> (widths: [Int], rows: [Styled])? {
        guard let widths = fittedWidths(natural: naturalWidths(), width: width) else { return nil }
        return (widths, rows.map { line($0, widths) })
    }

    /// Each cell on a line of its own, beside its column's title.
    private func stacked(in width: Int) -> [Styled] {
        let records = rows.map { cells in
            var details = Details()
            for (column, cell) in zip(columns, cells) where !cell.text.isEmpty {
                details.add(column.title, styled: cell)
            }
            return details.lines(fitting: width)
        }
        return Array(records.joined(separator: [Styled("")]))
    }

    /// Whole cells with tabs between them and no headings.
    package func tabSeparated() -> [String] {
        rows.map { cells in cells.map(\.text).joined(separator: "\t") }
    }

    private func line(_ cells: [Styled], _ widths: [Int]) -> Styled {
        var line: Styled = ""
        for (index, pair) in zip(cells, widths).enumerated() where pair.1 > 0 {
            let cell = pair.0.truncated(to: pair.1)
            let isLast = index == cells.count - 1
            line = line + (isLast ? cell : cell.padded(to: pair.1 + Self.gap))
        }
        return line
    }

    /// A column that is empty in all rows gets no room.
    private func naturalWidths() -> [Int] {
        columns.indices.map { index in
            let widest = rows.map { DisplayWidth.of($0[index].text) }.max() ?? 0
            return widest == 0 ? 0 : max(widest, DisplayWidth.of(columns[index].title))
        }
    }

    /// Takes from the widest column, a character at a time, until it fits; `nil` where it never does.
    private func fittedWidths(natural: [Int], width: Int) -> [Int]? {
        var widths = natural
        let gaps = Self.gap * max(0, widths.count { $0 > 0 } - 1)
        while widths.reduce(gaps, +) > width {
            let narrowable = widths.indices.filter { widths[$0] > columns[$0].narrowest }
            guard let widest = narrowable.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
        }
        return widths
    }
}
