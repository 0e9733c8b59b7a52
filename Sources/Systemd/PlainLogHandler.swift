import Glibc
public import Logging

/// A line for each message on standard error, for whoever runs a program by hand.
public struct PlainLogHandler: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level = .info

    private let program: String

    /// - Parameter program: stands before each line.
    public init(program: String) {
        self.program = program
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var line = Array("\(program): \(event.message)\n".utf8)
        // Nobody reads it where it can't be written.
        _ = unsafe write(STDERR_FILENO, &line, line.count)
    }
}
