import Logging
import Messages
import PushEngine
import PushExchange
import PushStore

/// Writes the engine's events to the log, with fields that a log collector can search.
struct EngineJournal: Sendable {
    let logger: Logger

    func write(_ entry: JournalEntry) {
        switch entry {
        case .exchange(let exchange): write(exchange)
        case .enrolled(let enrollment):
            logger.notice(
                .enrolled(baseURL: enrollment.baseURL), ["event": "enrolled", "enrollment": "\(enrollment.id)"])
        case .scanEnded(let scan):
            logger.notice(
                .scanEnded(baseURL: scan.baseURL, scan.state, scan.failure),
                ["event": "scan_ended", "scan": "\(scan.id)", "state": "\(scan.state.rawValue)"])
        case .unenrolled(let id): logger.notice(.unenrolled, ["event": "unenrolled", "enrollment": "\(id)"])
        case .deregistered(let id): logger.info(.deregistered, ["event": "farewell", "enrollment": "\(id)"])
        case .deregistrationRefused(let id, let failure):
            logger.info(.deregistrationRefused(failure), ["event": "farewell", "enrollment": "\(id)"])
        case .deregistrationsForgotten(let count):
            logger.warning(.deregistrationsForgotten(count), ["event": "farewell_lost"])
        case .serverAway(let id, let baseURL, let failure):
            logger.warning(
                .serverAway(baseURL: baseURL, failure), ["event": "server_away", "enrollment": "\(id)"])
        case .serverBack(let id, let baseURL):
            logger.notice(.serverBack(baseURL: baseURL), ["event": "server_back", "enrollment": "\(id)"])
        case .clockDiffers(let id, let skew):
            logger.notice(
                .clockDiffers(skew.wholeMilliseconds / 1000), ["event": "clock", "enrollment": "\(id)"])
        case .storeFailed(let error):
            logger.error(.databaseNotWritten(DatabaseFailure(error)), ["event": "store_trouble"])
        }
    }

    private func write(_ exchange: Exchange) {
        // Under load, building the entries costs more than anything else, even if they are not logged.
        guard logger.logLevel <= exchange.level else { return }
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
        let message = DaemonMessage.signIn(
            id: String(exchange.id.prefix(8)), exchange.state, exchange.step, exchange.failure)
        logger.log(level: exchange.level, "\(message.english)", metadata: metadata)
    }
}

extension Logger {
    func info(_ message: DaemonMessage, _ metadata: Metadata) {
        info("\(message.english)", metadata: metadata)
    }

    func notice(_ message: DaemonMessage, _ metadata: Metadata) {
        notice("\(message.english)", metadata: metadata)
    }

    func warning(_ message: DaemonMessage, _ metadata: Metadata) {
        warning("\(message.english)", metadata: metadata)
    }

    func error(_ message: DaemonMessage, _ metadata: Metadata) {
        error("\(message.english)", metadata: metadata)
    }

    func critical(_ message: DaemonMessage, _ metadata: Metadata) {
        critical("\(message.english)", metadata: metadata)
    }
}

extension Exchange {
    fileprivate var level: Logger.Level {
        switch state {
        case .refused, .unresolved: .warning
        case .received, .acknowledged, .allowed, .authenticated, .denied, .cancelled, .expired: .info
        }
    }

    /// The kind of event, for the field that distinguishes the journal's entries.
    fileprivate var kindOfEvent: String {
        guard let operation else { return "exchange_\(state.rawValue)" }
        switch operation.progress {
        case .sending where operation.step == .acknowledge && operation.attempt == 1: return "exchange_received"
        case .sending: return "step_sent"
        case .waiting: return "step_waiting"
        case .settling: return "step_settling"
        }
    }

    fileprivate var step: StepProgress? {
        operation.map { operation in
            switch operation.progress {
            case .sending: .underWay(operation.step.name)
            case .waiting: .toBeSentAgain(operation.step.name)
            case .settling: .askedAbout(operation.step.name)
            }
        }
    }
}
