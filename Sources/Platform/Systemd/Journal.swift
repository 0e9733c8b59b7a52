import CSystemd
import Glibc
package import Logging

/// Writes log messages to the journal with a field for each piece of metadata (sd_journal_sendv(3)).
///
/// A metadata key becomes `SMARTPUSH_` and the key in capitals, so that `journalctl SMARTPUSH_EXCHANGE=…` finds the story
/// of one sign-in. The kind of entry, `event`, also gives it the `MESSAGE_ID=` by which the catalog explains it.
package struct JournalLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info

    private let program: String
    private let messageIDs: [String: String]

    /// - Parameters:
    ///   - program: whose entries they are.
    ///   - messageIDs: for each kind of `event` its id, 32 hexadecimal digits.
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

    /// Whether what this process writes to its standard error goes to the journal: then it can say more there directly
    /// (systemd.exec(5), `JOURNAL_STREAM`).
    /// `stream` is the value of that variable.
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
