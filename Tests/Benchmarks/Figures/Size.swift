import Foundation

extension Figures {
    private static let megabyte = 1_000_000.0

    /// The size of the programs on the disk.
    static func size(_ settings: Settings) throws -> [Measured] {
        try [("smartpushd", 36.0), ("smartpush", 20.0)].map { name, limit in
            let path = settings.binaries + "/" + name
            let empty = settings.binaries + "/benchmark-empty"
            guard let ours = fileSize(of: path), let reference = fileSize(of: empty) else {
                throw Unexpected("\(path) or \(empty) is missing; build it")
            }
            let megabytes = Double(ours) / megabyte
            let isStripped = try !hasSymbols(path)
            return Measured(
                9, "\(name), the program", megabytes, "MB",
                reference: ("empty program, MB", Double(reference) / megabyte), target: "≤ \(Int(limit)) MB",
                met: isStripped ? megabytes <= limit : nil,
                note: "\(ours) bytes" + (isStripped ? "" : "; it has symbols, so this is not the figure to keep")
            )
        }
    }

    /// The section names are near the end of a program. A stripped program has no symbol table.
    private static func hasSymbols(_ path: String) throws -> Bool {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        let end = try file.seekToEnd()
        try file.seek(toOffset: end > 65_536 ? end - 65_536 : 0)
        return try file.readToEnd()?.firstRange(of: Data(".symtab\0".utf8)) != nil
    }
}
