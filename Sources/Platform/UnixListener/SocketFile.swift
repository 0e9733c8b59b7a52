import Glibc
import NIOCore
import NIOPosix

/// The file of a Unix socket.
enum SocketFile {
    private static let longestPath = 107

    /// Makes `path` free for a new socket: removes a socket that no process listens on.
    /// - Throws: ``UnixListenerError`` if another process listens there, or if the file is not a socket.
    static func prepare(_ path: String, on loop: any EventLoop) async throws(UnixListenerError) {
        guard path.utf8.count <= longestPath else { throw .pathTooLong(path: path) }
        var info = stat()
        guard unsafe lstat(path, &info) == 0 else { return }
        guard info.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        let bootstrap = ClientBootstrap(group: loop)
        if let channel = try? await bootstrap.connect(unixDomainSocketPath: path).get() {
            try? await channel.close()
            throw .anotherIsListening(path: path)
        }
        remove(path)
    }

    /// Lets only the owner connect. Before that, the folder's mode protects the socket.
    static func restrict(_ path: String) throws(UnixListenerError) {
        guard unsafe chmod(path, 0o600) == 0 else {
            throw .failed(path: path, detail: unsafe String(cString: strerror(errno)))
        }
    }

    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }
}
