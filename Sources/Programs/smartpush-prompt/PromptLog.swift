import Logging
import Messages

/// Writes the prompt's messages to the journal, in English as in every log.
struct PromptLog: Sendable {
    let logger: Logger

    func debug(_ message: PromptLogMessage) { logger.debug("\(Self.text(message))") }
    func info(_ message: PromptLogMessage) { logger.info("\(Self.text(message))") }
    func notice(_ message: PromptLogMessage) { logger.notice("\(Self.text(message))") }

    private static func text(_ message: PromptLogMessage) -> String {
        Message.prompt(.log(message)).english
    }
}
