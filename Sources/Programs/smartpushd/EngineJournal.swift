import Logging
import PushEngine
import PushExchange
import PushStore

/// Writes what the engine tells into the log, as entries with fields that a collector can search.
struct EngineJournal: Sendable {
    let logger: Logger

    func write(_ entry: JournalEntry) {
        switch entry {
        case .exchange(let exchange): write(exchange)
        case .enrolled(let enrollment):
            logger.notice(
                "enrolled at \(enrollment.baseURL)", metadata: ["event": "enrolled", "enrollment": "\(enrollment.id)"])
        case .scanEnded(let scan):
            let words = scan.failure.map { ": \($0.inWords)" } ?? ""
            logger.notice(
                "the enrollment at \(scan.baseURL) is \(scan.state.rawValue)\(words)",
                metadata: ["event": "scan_ended", "scan": "\(scan.id)", "state": "\(scan.state.rawValue)"])
        case .unenrolled(let id): logger.notice("unenrolled", metadata: ["event": "unenrolled", "enrollment": "\(id)"])
        case .deregistered(let id):
            logger.info(
                "the server knows that the device is given up", metadata: ["event": "farewell", "enrollment": "\(id)"])
        case .deregistrationRefused(let id, let failure):
            logger.info(
                "the server did not remove the device: \(failure.inWords)",
                metadata: ["event": "farewell", "enrollment": "\(id)"])
        case .deregistrationsForgotten(let count):
            logger.warning(
                "\(count) servers could not be told that a device was given up; see their web pages for devices to remove",
                metadata: ["event": "farewell_lost"])
        case .serverAway(let id, let baseURL, let failure):
            logger.warning(
                "no answer from \(baseURL): \(failure?.inWords ?? "no answer")",
                metadata: ["event": "server_away", "enrollment": "\(id)"])
        case .serverBack(let id, let baseURL):
            logger.notice("\(baseURL) answers again", metadata: ["event": "server_back", "enrollment": "\(id)"])
        case .clockDiffers(let id, let skew):
            logger.notice(
                """
                the clock of this machine and the server's differ by \(skew.wholeMilliseconds / 1000) s; \
                the server's counts
                """,
                metadata: ["event": "clock", "enrollment": "\(id)"])
        case .storeFailed(let error):
            logger.error("the database can't be written: \(error.inWords)", metadata: ["event": "store_trouble"])
        }
    }

    private func write(_ exchange: Exchange) {
        var metadata: Logger.Metadata = [
            "event": "\(exchange.kindOfEvent)", "exchange": "\(exchange.id)", "enrollment": "\(exchange.enrollment)",
            "state": "\(exchange.state.rawValue)",
        ]
        if let operation = exchange.operation {
            metadata["step"] = "\(operation.step.name.rawValue)"
            metadata["attempt"] = "\(operation.attempt)"
        }
        metadata["ended_by"] = exchange.endedBy.map { "\($0.rawValue)" }
        metadata["code"] = exchange.failure.map { "\($0.code)" }
        if let caller = exchange.answeredBy {
            metadata["caller_pid"] = "\(caller.pid)"
            metadata["caller_exe"] = "\(caller.exe ?? "?")"
        }
        let failure = exchange.failure.map { ": \($0.inWords)" } ?? ""
        logger.log(
            level: exchange.level,
            "sign-in \(exchange.id.prefix(8)) is \(exchange.state.rawValue)\(exchange.stepInWords)\(failure)",
            metadata: metadata
        )
    }
}

extension Exchange {
    fileprivate var level: Logger.Level {
        switch state {
        case .refused, .unresolved: .warning
        case .received, .acknowledged, .allowed, .authenticated, .denied, .cancelled, .expired: .info
        }
    }

    /// What kind of thing has happened to it, as the journal's entries are told apart.
    fileprivate var kindOfEvent: String {
        guard let operation else { return "exchange_\(state.rawValue)" }
        switch operation.progress {
        case .sending where operation.step == .acknowledge && operation.attempt == 1: return "exchange_received"
        case .sending: return "step_sent"
        case .waiting: return "step_waiting"
        case .settling: return "step_settling"
        }
    }

    fileprivate var stepInWords: String {
        guard let operation else { return "" }
        let step = operation.step.name.rawValue
        return switch operation.progress {
        case .sending: ", \(step) under way"
        case .waiting: ", \(step) to be sent again"
        case .settling: ", and the server is asked whether it took \(step)"
        }
    }
}
