import FoundationEssentials

/// A figure and its reference.
struct Measured: Codable {
    var figure: Int
    var name: String
    var value: Double?
    var unit: String
    var reference: Double?
    var referenceName: String?
    /// Our figure divided by the reference.
    var ratio: Double?
    var target: String?
    /// Whether the target is met; `nil` if there is no target or no figure.
    var met: Bool?
    var note: String?

    init(
        _ figure: Int, _ name: String, _ value: Double?, _ unit: String,
        reference: (name: String, value: Double)? = nil, target: String? = nil, met: Bool? = nil, note: String? = nil
    ) {
        self.figure = figure
        self.name = name
        self.value = value
        self.unit = unit
        self.reference = reference?.value
        referenceName = reference?.name
        if let value, let reference, reference.value > 0 { ratio = value / reference.value }
        self.target = target
        self.met = value == nil ? nil : met
        self.note = note
    }
}

/// All figures, and the machine that they were measured on.
struct Report: Codable {
    var machine: Machine
    var rows: [Measured] = []
    var failures: [String] = []

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// The report as text for people.
    var table: String {
        let head = ["", "figure", "ours", "reference", "ratio", "target", ""]
        let lines = [head] + rows.map(\.cells)
        let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for line in lines {
            let cells = zip(line, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count)
            }
            text += cells.joined(separator: "  ").trimmingSuffix(" ") + "\n"
        }
        for row in rows { text += row.note.map { "\(row.figure). \(row.name): \($0)\n" } ?? "" }
        for failure in failures { text += "failed: \(failure)\n" }
        return text
    }
}

extension Measured {
    fileprivate var cells: [String] {
        let ours = value.map { "\($0.short) \(unit)" } ?? "–"
        let theirs = reference.map { "\($0.short) (\(referenceName ?? ""))" } ?? "–"
        let verdict = met.map { $0 ? "ok" : "short" } ?? ""
        return ["\(figure)", name, ours, theirs, ratio.map { "\($0.short)×" } ?? "–", target ?? "–", verdict]
    }
}

extension Double {
    /// With three or more significant digits.
    var short: String {
        let digits = abs(self) >= 100 || self == self.rounded() ? 0 : abs(self) >= 10 ? 1 : abs(self) >= 1 ? 2 : 3
        let factor = [1.0, 10, 100, 1_000][digits]
        let scaled = Int((abs(self) * factor).rounded())
        let sign = self < 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % Int(factor))
        return "\(sign)\(scaled / Int(factor))." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        String(reversed().drop { $0 == character }.reversed())
    }
}
