import CSystemd
import Glibc
package import Logging

/// Writes log messages to the journal, with one field for each key of the metadata (sd_journal_sendv(3)).
///
/// The field's name is `SMARTPUSH_` and the key in capitals, so that `journalctl SMARTPUSH_EXCHANGE=…` finds all
/// entries about one sign-in. The key `event` names the kind of entry. It also sets the `MESSAGE_ID=`, by which the
/// catalog explains the entry.
package struct JournalLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info

    private let program: String
    private let messageIDs: [String: String]

    /// - Parameters:
    ///   - program: the name that the entries are from (`SYSLOG_IDENTIFIER=`).
    ///   - messageIDs: the `MESSAGE_ID=` of each kind of `event`, 32 hexadecimal digits.
    package init(program: String, messageIDs: [String: String]) {
        self.program = program
        self.messageIDs = messageIDs
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = [
            "MESSAGE=\(event.message)", "PRIORITY=\(event.level.journalPriority)", "SYSLOG_IDENTIFIER=\(program)",
        ]
        let metadata = metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 })
        if let id = metadata["event"].flatMap({ messageIDs["\($0)"] }) { fields.append("MESSAGE_ID=\(id)") }
        for (key, value) in metadata {
            fields.append("SMARTPUSH_\(key.uppercased())=\(value)")
        }
        send(fields, file: event.file, line: event.line, function: event.function)
    }

    private func send(_ fields: [String], file: String, line: UInt, function: String) {
        let bytes = fields.map { Array($0.utf8) }
        // One block holds all fields, so that the pointers into it stay valid during the call.
        let block = bytes.flatMap { $0 }
        unsafe block.withUnsafeBytes { start in
            var offset = 0
            var vectors: [iovec] = unsafe []
            for field in bytes {
                let base = unsafe UnsafeMutableRawPointer(mutating: start.baseAddress?.advanced(by: offset))
                unsafe vectors.append(iovec(iov_base: base, iov_len: field.count))
                offset += field.count
            }
            _ = unsafe sd_journal_sendv_with_location(
                "CODE_FILE=\(file)", "CODE_LINE=\(line)", function, vectors, CInt(vectors.count)
            )
        }
    }

    /// Finds out whether this process's standard error goes to the journal. If it does, the process can write to the
    /// journal directly, with fields.
    /// - Parameter stream: the value of `JOURNAL_STREAM` (systemd.exec(5)); `nil` if it is not set.
    /// - Returns: whether `stream` names the file that standard error is.
    package static func isConnected(stream: String?) -> Bool {
        var info = stat()
        guard let stream, unsafe fstat(STDERR_FILENO, &info) == 0 else { return false }
        return stream == "\(info.st_dev):\(info.st_ino)"
    }
}

extension Logger.Level {
    /// The priorities of syslog(3).
    fileprivate var journalPriority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
