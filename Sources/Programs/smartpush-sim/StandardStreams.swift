import Glibc

/// Nothing more can be printed.
struct OutputClosed: Error {
    /// True where the reader of a pipe has closed it, having what it needs; false where the disk is full, for instance.
    var byReader: Bool
}

/// The standard streams of this program.
enum StandardStream: Int32 {
    case output = 1
    case errors = 2

    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Writes all of `text` past any buffer: `print` would hide an error, and a caller waits for the first line.
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
