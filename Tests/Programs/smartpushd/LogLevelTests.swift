import Logging
import Synchronization
import Testing

@testable import smartpushd

@Suite("The log level") struct LogLevelTests {
    @Test("can be changed for loggers that are in use, and for their copies")
    func changes() {
        let messages = Mutex<[String]>([])
        let level = LogLevel(.notice)
        let keeper = Keeper { text in messages.withLock { $0.append(text) } }
        let logger = Logger(label: "test") { _ in LevelledLogHandler(keeper, level) }
        let copy = logger
        logger.info("too little")
        level.current = .info
        logger.info("enough")
        copy.info("also here")
        copy.debug("too little")
        #expect(messages.withLock { $0 } == ["enough", "also here"])
    }

    private struct Keeper: LogHandler {
        let keep: @Sendable (String) -> Void
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.critical

        init(_ keep: @escaping @Sendable (String) -> Void) { self.keep = keep }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { keep("\(event.message)") }
    }
}
