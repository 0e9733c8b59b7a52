import Glibc

/// Standard error, which is the journal under systemd.
package enum StandardError {
    /// Writes a line. Ignores errors: if the write fails, nobody can read it.
    package static func write(_ line: String) {
        var bytes = Array("\(line)\n".utf8)
        _ = unsafe Glibc.write(STDERR_FILENO, &bytes, bytes.count)
    }
}
