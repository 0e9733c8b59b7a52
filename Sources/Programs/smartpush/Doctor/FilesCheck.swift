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
        return [.ok(.files, .filesPrivate([sockets.folder] + (database.map { [Paths.folder(of: $0)] } ?? [])))]
    }

    /// Those that are there; that one is missing, others find.
    private var paths: [String] {
        let stored = database.map { [Paths.folder(of: $0), $0, "\($0)-wal"] } ?? []
        let paths = [sockets.folder, sockets.api, sockets.inbox] + stored
        return paths.filter { FileManager.default.fileExists(atPath: $0) }
    }

    private static func fault(_ path: String) -> Finding? {
        let name = Shell.quoted(path)
        func fault(_ fault: FileFault, _ remedy: Finding.Remedy) -> Finding {
            .fault(.files, .file(path, fault), remedy)
        }
        guard let (owner, mode) = CLibrary.file(path) else { return fault(.notReadable, .seeWhy("ls -ld \(name)")) }
        guard owner == getuid() else { return fault(.notYours, .fix("sudo chown \"$USER\" \(name)")) }
        guard mode & 0o077 == 0 else {
            return fault(.openToOthers(mode: String(mode, radix: 8)), .fix("chmod go= \(name)"))
        }
        return nil
    }
}
