import FoundationEssentials
import Glibc
import LocalAPIClient
import LocalAPIModel
import Messages

/// Whether what is the user's alone is so.
struct FilesCheck {
    let sockets: SocketPaths
    /// Where the daemon keeps it, if it said.
    let database: String?

    func findings() -> [Finding] {
        let faults = paths.compactMap(Self.fault)
        guard faults.isEmpty, !paths.isEmpty else { return faults }
        let places = ([sockets.folder] + (database.map { [Paths.folder(of: $0)] } ?? [])).joined(separator: ", ")
        return [.ok(.files, Phrase("\(places) are yours alone", german: "\(places) gehören nur Ihnen"))]
    }

    /// Those that are there; that one is missing, others find.
    private var paths: [String] {
        let stored = database.map { [Paths.folder(of: $0), $0, "\($0)-wal"] } ?? []
        let paths = [sockets.folder, sockets.api, sockets.inbox] + stored
        return paths.filter { FileManager.default.fileExists(atPath: $0) }
    }

    private static func fault(_ path: String) -> Finding? {
        let name = Shell.quoted(path)
        func fault(_ english: String, _ german: String, _ remedy: Finding.Remedy) -> Finding {
            .fault(.files, Phrase("\(path) \(english)", german: "\(path) \(german)"), remedy)
        }
        guard let (owner, mode) = CLibrary.file(path) else {
            return fault("can't be looked at", "kann nicht angesehen werden", .seeWhy("ls -ld \(name)"))
        }
        guard owner == getuid() else {
            return fault("is not yours", "gehört Ihnen nicht", .mend("sudo chown \"$USER\" \(name)"))
        }
        guard mode & 0o077 == 0 else {
            let mode = String(mode, radix: 8)
            return fault(
                "can be used by others (mode \(mode))", "ist anderen zugänglich (Modus \(mode))",
                .mend("chmod go= \(name)"))
        }
        return nil
    }
}
