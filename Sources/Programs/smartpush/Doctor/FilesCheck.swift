import FoundationEssentials
import Glibc
import LocalAPIClient
import LocalAPIModel
import Messages

/// Whether only the user can access the private files.
struct FilesCheck {
    let sockets: SocketPaths
    /// The path that the daemon reported, if it did.
    let database: String?

    func findings() -> [Finding] {
        let faults = paths.compactMap(Self.fault)
        guard faults.isEmpty, !paths.isEmpty else { return faults }
        return [.ok(.files, .filesPrivate([sockets.folder] + (database.map { [Paths.folder(of: $0)] } ?? [])))]
    }

    /// Only the files that exist. Other checks report a missing one.
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
