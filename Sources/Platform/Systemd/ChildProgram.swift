import CSystemd
import Glibc

/// A program that reads a short text and writes another (posix_spawn(3)).
///
/// A thread waits for its end in the kernel (pidfd_open(2)), without a timer. swift-subprocess would poll once a
/// second.
package struct ChildProgram: Sendable {
    /// How a program ended.
    package struct End: Sendable {
        /// What it wrote to its standard output, up to 64 KiB.
        package var output: String
        /// Whether it exited with status 0.
        package var succeeded: Bool
    }

    private let pid: pid_t
    private let process: CInt
    private let output: CInt

    /// Starts a program; `nil` if it can't be started.
    /// - Parameters:
    ///   - program: its name, which is looked up in the `PATH`.
    ///   - arguments: the arguments after the name.
    ///   - input: its standard input. This and its output must each be shorter than a pipe can hold, 64 KiB.
    package init?(_ program: String, _ arguments: [String], input: String) {
        guard let read = Self.pipe(), let said = Self.pipe() else { return nil }
        var text = Array(input.utf8)
        _ = unsafe write(read.in, &text, text.count)
        close(read.in)
        let pid = Self.spawn([program] + arguments, input: read.out, output: said.in)
        close(read.out)
        close(said.in)
        let process = pid.map { pidfd_open($0, 0) } ?? -1
        guard let pid, process >= 0 else {
            close(said.out)
            return nil
        }
        // A grandchild may keep the other end open. Without this the read would wait for it.
        _ = fcntl(said.out, F_SETFL, O_NONBLOCK)
        self.pid = pid
        self.process = process
        output = said.out
    }

    /// Waits until the program ends, and must be called once. Cancelling the task sends `SIGTERM` to the program.
    package func end() async -> End {
        var watch: DescriptorWatch?
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                watch = DescriptorWatch(process) { continuation.resume() }
                watch?.arm(EPOLLIN.rawValue)
                if watch == nil { continuation.resume() }
            }
        } onCancel: {
            _ = pidfd_send_signal(process, SIGTERM, nil, 0)
        }
        watch = nil
        return collect()
    }

    private func collect() -> End {
        var status: CInt = 0
        let isReaped = unsafe waitpid(pid, &status, WNOHANG) == pid
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe read(output, &bytes, bytes.count)
        close(process)
        close(output)
        return End(
            output: String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self), succeeded: isReaped && status == 0)
    }

    private static func pipe() -> (out: CInt, in: CInt)? {
        var ends: [CInt] = [-1, -1]
        guard unsafe Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func spawn(_ words: [String], input: CInt, output: CInt) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        // The program must not inherit the signals that this process ignores or blocks.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var pid = pid_t()
        var copies = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { for index in words.indices { unsafe free(copies[index]) } }
        let result = unsafe posix_spawnp(&pid, words[0], &actions, &attributes, &copies, smartpush_environment())
        return result == 0 ? pid : nil
    }
}
