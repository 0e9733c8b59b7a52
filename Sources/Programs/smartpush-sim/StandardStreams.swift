import Glibc

/// Standard output can't be written any more.
struct OutputClosed: Error {
    /// True if the reader has closed the pipe, because it has what it needs. False if, for example, the disk is full.
    var byReader: Bool
}

/// The standard streams of this program.
enum StandardStream: Int32 {
    case output = 1
    case errors = 2

    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Writes the whole text without a buffer. `print` would hide errors, and a caller waits for the first line.
    func write(_ text: String) throws(OutputClosed) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw OutputClosed(byReader: errno == EPIPE) }
            rest = rest.dropFirst(written)
        }
    }
}
