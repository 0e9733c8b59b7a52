import Logging
import Synchronization

/// One log level for all loggers, which can be changed while they are in use.
final class LogLevel: Sendable {
    private let level: Mutex<Logger.Level>

    init(_ level: Logger.Level) {
        self.level = Mutex(level)
    }

    var current: Logger.Level {
        get { level.withLock { $0 } }
        set { level.withLock { $0 = newValue } }
    }
}

/// Wraps a handler and gives it the shared level.
struct LevelledLogHandler: LogHandler {
    private var handler: any LogHandler
    private let level: LogLevel

    init(_ handler: any LogHandler, _ level: LogLevel) {
        self.handler = handler
        self.level = level
        // The wrapper decides what is logged.
        self.handler.logLevel = .trace
    }

    var logLevel: Logger.Level {
        get { level.current }
        set { level.current = newValue }
    }

    var metadata: Logger.Metadata {
        get { handler.metadata }
        set { handler.metadata = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { handler[metadataKey: key] }
        set { handler[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        handler.log(event: event)
    }
}
