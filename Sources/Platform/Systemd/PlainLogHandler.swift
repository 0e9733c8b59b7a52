package import Logging

/// Writes each message as a line to standard error, for a program that a user starts in a terminal. It leaves out the
/// metadata.
package struct PlainLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info

    private let program: String

    /// - Parameter program: the name before each line.
    package init(program: String) {
        self.program = program
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        StandardError.write("\(program): \(event.message)")
    }
}
