import Logging
import PushEngine
import PushStore
import Synchronization
import Testing

@testable import smartpushd

@Suite("The words for systemctl status") struct StatusWordsTests {
    @Test("name the number of open sign-ins, and the faults")
    func words() {
        var summary = EngineSummary()
        #expect(summary.inWords == "0 open, 0 enrollments; enroll this device: smartpush enroll")
        summary.enrollments = 1
        summary.open = 2
        #expect(summary.inWords == "2 open, 1 enrollment")
        summary.enrollments = 3
        summary.away = 1
        #expect(summary.inWords == "2 open, 3 enrollments; no answer from the server of 1")
        summary.storeFailure = .full(path: "/x")
        #expect(summary.inWords.contains("; the disk is full, so /x"))
    }
}

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
