import BenchmarkReference
import Foundation
import Glibc

/// A system call that failed.
struct SystemError: Error, CustomStringConvertible {
    let call: String
    let code = errno

    var description: String { "\(call): \(unsafe String(cString: strerror(code)))" }
}

/// A blocking socket. One thread may read while another writes.
final class Socket: Sendable {
    let descriptor: Int32

    private init(_ descriptor: Int32, _ call: String) throws {
        guard descriptor >= 0 else { throw SystemError(call: call) }
        self.descriptor = descriptor
    }

    convenience init(connectedTo path: String) throws {
        try self.init(unsafe benchmark_connect(path), "connect to \(path)")
    }

    convenience init(datagramsTo path: String) throws {
        try self.init(unsafe benchmark_datagram(path), "bind \(path)")
    }

    deinit { close(descriptor) }

    /// Two sockets that are connected with each other.
    static func pair() throws -> (Socket, Socket) {
        var ends: [Int32] = [-1, -1]
        guard unsafe benchmark_pair(&ends) == 0 else { throw SystemError(call: "socketpair") }
        return (try Socket(ends[0], "socketpair"), try Socket(ends[1], "socketpair"))
    }

    /// Listens on a port on this machine.
    static func listening() throws -> (Socket, port: UInt16) {
        var port: UInt16 = 0
        let socket = try Socket(unsafe benchmark_listen(&port), "listen")
        return (socket, port)
    }

    func accept() throws -> Socket {
        try Socket(benchmark_accept(descriptor), "accept")
    }

    /// Wakes a thread that reads from it or accepts on it.
    func shutDown() {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Appends received bytes, at most 64 KiB.
    /// - Returns: the number of bytes; 0 at the end.
    func read(into buffer: inout [UInt8]) throws -> Int {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(call: "read") }
            buffer += chunk[..<count]
            return count
        }
    }

    func write(_ bytes: [UInt8]) throws {
        try unsafe bytes.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[sent...])
                let count = unsafe send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw SystemError(call: "write") }
                sent += count
            }
        }
    }

    /// Whether bytes arrive within this time.
    func isReadable(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, milliseconds) == 1
    }
}

/// A program that this one started. It never outlives this one.
///
/// Start it on the main thread: it is killed when the thread that started it ends.
final class Child {
    let pid: pid_t
    private var exited = false
    /// The other end is the program's standard input, unless it was given another one. It ends when this one is closed.
    private let pipe: Pipe

    init(
        _ program: String, _ arguments: [String] = [], environment: [String: String], log: String, input: Int32? = nil
    ) throws {
        pipe = Pipe()
        let output = unsafe open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw SystemError(call: "open \(log)") }
        defer { close(output) }
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for index in unsafe words.indices { unsafe free(words[index]) }
            for index in unsafe variables.indices { unsafe free(variables[index]) }
        }
        let reading = input ?? pipe.fileHandleForReading.fileDescriptor
        pid = unsafe benchmark_spawn(program, &words, &variables, reading, output)
        guard pid > 0 else { throw SystemError(call: "start \(program)") }
    }

    deinit { end(with: SIGKILL) }

    func wait() {
        guard !exited else { return }
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
        exited = true
    }

    var isRunning: Bool {
        guard !exited else { return false }
        var status: Int32 = 0
        if unsafe waitpid(pid, &status, WNOHANG) == pid { exited = true }
        return !exited
    }

    /// Lets it run for this time, while nothing else happens.
    /// - Throws: ``Unexpected`` if it ends before.
    func run(for time: Duration) throws {
        let ended = benchmark_await_end(pid, Int32(time.milliseconds))
        guard ended >= 0 else { throw SystemError(call: "pidfd_open") }
        guard ended == 0 else { throw Unexpected("process \(pid) has ended while it was measured") }
    }

    func end(with signal: Int32 = SIGTERM) {
        guard !exited else { return }
        kill(pid, signal)
        wait()
    }
}

/// The server of the C reference, on standard input. It returns when the other end is closed.
func serveEcho(request: Int, response: Int) throws {
    guard reference_echo(STDIN_FILENO, request, response) == 0 else { throw SystemError(call: "echo") }
}

/// Raises this process's limit of open files to the maximum.
func allowManyFiles() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}

/// The kernel's name and version.
func kernelVersion() -> String {
    var name = utsname()
    guard unsafe uname(&name) == 0 else { return "?" }
    return unsafe withUnsafeBytes(of: &name.release) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
