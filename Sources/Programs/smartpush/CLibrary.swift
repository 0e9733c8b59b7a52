import Glibc
import WatchModel

/// Functions that only the C library has. Only this file of the command line needs `unsafe`.
enum CLibrary {
    /// Writes the whole text. `print` would ignore an error, so `watch` would never end after its pipe was closed.
    static func write(_ text: String, to descriptor: Int32) throws(OutputClosed) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw OutputClosed(byReader: errno == EPIPE) }
            rest = rest.dropFirst(written)
        }
    }

    /// Everything up to the end of `descriptor`; `nil` if it can't be read or has more than `limit` bytes.
    static func read(_ descriptor: Int32, limit: Int) -> [UInt8]? {
        var all: [UInt8] = []
        while all.count <= limit {
            guard let piece = readSome(descriptor, upTo: 1 << 16) else { return nil }
            guard !piece.isEmpty else { return all }
            all += piece
        }
        return nil
    }

    /// Waits for the next bytes from `descriptor`. Empty at its end; `nil` if it can't be read.
    static func readSome(_ descriptor: Int32, upTo limit: Int) -> ArraySlice<UInt8>? {
        var piece = [UInt8](repeating: 0, count: limit)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            return count < 0 ? nil : piece.prefix(count)
        }
    }

    /// The terminal of this session, opened for reading; `nil` if there is none.
    static func openTerminal() -> Int32? {
        let descriptor = unsafe open("/dev/tty", O_RDONLY | O_CLOEXEC)
        return descriptor >= 0 ? descriptor : nil
    }

    /// The columns and lines of the terminal behind `descriptor`, if they are known.
    static func size(of descriptor: Int32) -> ScreenSize? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return ScreenSize(columns: Int(size.ws_col), rows: size.ws_row > 0 ? Int(size.ws_row) : 24)
    }

    /// Stops libdispatch from logging that an ordinary user's thread can't get the priority that it asked for. This is
    /// true for every user and helps none. Call it before libdispatch starts a thread.
    static func quietDispatch() {
        _ = unsafe setenv("LIBDISPATCH_LOG", "NO", 0)
    }

    /// The owner and the mode of the file `path`; `nil` if they can't be read.
    static func file(_ path: String) -> (owner: uid_t, mode: mode_t)? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return (status.st_uid, status.st_mode & 0o7777)
    }

    /// The date and time in the user's time zone.
    ///
    /// Not with Foundation, because its part with time zones would add 40 MB.
    static func localTime(_ secondsSince1970: Int) -> LocalTime {
        var seconds = time_t(secondsSince1970)
        var fields = unsafe tm()
        _ = unsafe localtime_r(&seconds, &fields)
        return unsafe LocalTime(
            year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1, day: Int(fields.tm_mday),
            hour: Int(fields.tm_hour), minute: Int(fields.tm_min), second: Int(fields.tm_sec))
    }
}

/// A date and time of the user's time zone.
struct LocalTime: Equatable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
}
