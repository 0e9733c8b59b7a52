/// A table: rows under headings for the user, or tab-separated lines for a program.
package struct Table: Sendable {
    /// One column of a table.
    package struct Column: Sendable {
        let title: String
        /// The width that it keeps on any terminal, in characters.
        let narrowest: Int

        /// Whether the middle of a text that does not fit is cut out, and not its end.
        let cutsInside: Bool
        /// Whether the column is left out if the table does not fit, and all rows have the same in it.
        let givesWay: Bool

        /// A column that may be narrowed to `narrowest` characters.
        package init(_ title: String, narrowest: Int = 5) {
            self.init(title, narrowest: narrowest, cutsInside: false, givesWay: false)
        }

        private init(_ title: String, narrowest: Int, cutsInside: Bool, givesWay: Bool) {
            self.title = title
            self.narrowest = narrowest
            self.cutsInside = cutsInside
            self.givesWay = givesWay
        }

        /// A column with the names of accounts. They are cut in the middle. Where there is little room, and all rows
        /// have the same account, the column is left out.
        package static func account(_ title: String, narrowest: Int = 12) -> Column {
            Column(title, narrowest: narrowest, cutsInside: true, givesWay: true)
        }

        /// A column that is never narrowed, because half an id or half a countdown is useless.
        package static func fixed(_ title: String) -> Column {
            Column(title, narrowest: .max)
        }
    }

    private let columns: [Column]
    private let rows: [[Styled]]

    /// Each row must have a cell for every column.
    package init(columns: [Column], rows: [[Styled]]) {
        self.columns = columns
        self.rows = rows
    }

    private static let gap = 2

    /// The lines with headings, at most `width` wide. If the columns don't fit side by side, each cell is on its own
    /// line.
    package func fitted(to width: Int) -> [Styled] {
        guard let lines = beside(in: width) else { return stacked(in: width) }
        return [line(columns.map { Styled($0.title, .bold) }, lines.widths)] + lines.rows
    }

    /// The lines without headings. Text that does not fit is cut off.
    package func rows(fittedTo width: Int) -> [Styled] {
        (beside(in: width)?.rows ?? rows.map { line($0, naturalWidths()) }).map { $0.truncated(to: width) }
    }

    private func beside(in width: Int) -> (widths: [Int], rows: [Styled])? {
        let natural = naturalWidths()
        var needed = natural
        if Self.total(natural) > width { for index in columns.indices where isLeftOut(index) { needed[index] = 0 } }
        guard let widths = fittedWidths(natural: needed, width: width) else { return nil }
        return (widths, rows.map { line($0, widths) })
    }

    /// Whether the column tells nothing that the user needs to tell these rows apart.
    private func isLeftOut(_ index: Int) -> Bool {
        columns[index].givesWay && rows.count > 1 && Set(rows.map { $0[index].text }).count == 1
    }

    private static func total(_ widths: [Int]) -> Int {
        widths.reduce(gap * max(0, widths.count { $0 > 0 } - 1), +)
    }

    /// Each cell on its own line, next to the title of its column.
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

    /// A line for each row, with tabs between the complete cells and without headings.
    package func tabSeparated() -> [String] {
        rows.map { cells in cells.map(\.text).joined(separator: "\t") }
    }

    private func line(_ cells: [Styled], _ widths: [Int]) -> Styled {
        var line: Styled = ""
        let last = widths.lastIndex { $0 > 0 }
        for (index, pair) in zip(cells, widths).enumerated() where pair.1 > 0 {
            let cell = columns[index].cutsInside ? pair.0.cutInside(to: pair.1) : pair.0.truncated(to: pair.1)
            line = line + (index == last ? cell : cell.padded(to: pair.1 + Self.gap))
        }
        return line
    }

    /// The width of each column; 0 if it is empty in all rows.
    private func naturalWidths() -> [Int] {
        columns.indices.map { index in
            let widest = rows.map { DisplayWidth.of($0[index].text) }.max() ?? 0
            return widest == 0 ? 0 : max(widest, DisplayWidth.of(columns[index].title))
        }
    }

    /// Narrows the widest column by one character until all fit; `nil` if they can't.
    private func fittedWidths(natural: [Int], width: Int) -> [Int]? {
        var widths = natural
        while Self.total(widths) > width {
            let narrowable = widths.indices.filter { widths[$0] > columns[$0].narrowest }
            guard let widest = narrowable.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
        }
        return widths
    }
}
