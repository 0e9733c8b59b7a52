import Glibc
package import Logging

/// A line for each message on standard error, for whoever runs a program by hand.
package struct PlainLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info

    private let program: String

    /// - Parameter program: stands before each line.
    package init(program: String) {
        self.program = program
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line = Array("\(program): \(event.message)\n".utf8)
        // Nobody reads it where it can't be written.
        _ = unsafe write(STDERR_FILENO, &line, line.count)
    }
}
