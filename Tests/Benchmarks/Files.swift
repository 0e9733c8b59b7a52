import FoundationEssentials

/// The content of a text file, also in `/proc`; `nil` if it can't be read.
func fileText(of path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
}

func fileSize(of path: String) -> Int? {
    try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
}

/// A folder that is removed with this value.
final class WorkFolder {
    let path: String

    init(in parent: String) throws {
        // Short, because the path of a socket has at most 107 bytes.
        path = "\(parent)/bench-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func subfolder(_ name: String) throws -> String {
        let folder = "\(path)/\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }
}
