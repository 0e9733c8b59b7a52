import Logging
import SystemPackage

/// A line for each message on standard error, for whoever runs the prompt by hand.
struct PlainLogHandler: LogHandler {
    let program: String
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    init(program: String) {
        self.program = program
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        // Nobody reads it where it can't be written.
        _ = try? FileDescriptor.standardError.writeAll("\(program): \(event.message)\n".utf8)
    }
}
