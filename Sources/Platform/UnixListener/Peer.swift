import Glibc
import NIOCore
import NIOPosix

/// The process at the other end of a Unix socket. The kernel recorded it when it connected (unix(7), `SO_PEERCRED`).
package struct Peer: Sendable, Equatable {
    /// The user id of the process.
    package var uid: UInt32
    /// The id of the process.
    package var pid: Int32
    /// The path of the program, or its name alone if the daemon's sandbox hides the path; `nil` if neither is known. It
    /// is for display and the log only: the process may have ended, and another may have its id.
    package var exe: String?

    package init(uid: UInt32, pid: Int32, exe: String?) {
        self.uid = uid
        self.pid = pid
        self.exe = exe
    }

    /// `struct ucred`, which Swift's Glibc module does not export.
    private struct Credentials: Sendable {
        var pid: Int32 = 0
        var uid: UInt32 = 0
        var gid: UInt32 = 0
    }

    /// Asks the kernel for the process at the other end.
    static func of(_ channel: any Channel) -> EventLoopFuture<Peer> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(UnixListenerError.noPeerCredentials)
        }
        let credentials: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
        )
        return credentials.map { Peer(uid: $0.uid, pid: $0.pid, exe: Self.program(of: $0.pid)) }
    }

    private static func program(of pid: Int32) -> String? {
        guard pid > 0 else { return nil }
        return executable(of: pid) ?? name(of: pid)
    }

    /// Only a process that may trace the other one can read this link (ptrace(2)). A daemon in its own user namespace
    /// may not.
    private static func executable(of pid: Int32) -> String? {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = unsafe readlink("/proc/\(pid)/exe", &target, target.count)
        guard length > 0 else { return nil }
        return String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The first 15 bytes of its name, which every process can read.
    private static func name(of pid: Int32) -> String? {
        let file = unsafe open("/proc/\(pid)/comm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var name = [UInt8](repeating: 0, count: 16)
        let length = unsafe read(file, &name, name.count)
        guard length > 0 else { return nil }
        return String(decoding: name[..<length].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
