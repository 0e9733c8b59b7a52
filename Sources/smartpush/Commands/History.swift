import ArgumentParser
import LocalAPI
import Wording

struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the sign-ins that have ended, the newest first.")

    @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
    var limit = 20

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is at least 1") }
    }

    func run() async throws {
        let session = try Session()
        var ended: [ExchangeDocument] = []
        // The API has no word for "all that ended": the open ones, which are few, are passed over here.
        try await session.eachExchange(nil, pageSize: min(limit + 10, 100)) { exchange in
            if !exchange.state.isOpen { ended.append(exchange) }
            return ended.count < limit
        }
        if common.json {
            for exchange in ended { try session.terminal.jsonLine(exchange) }
            return
        }
        let isTerminal = session.terminal.output.isTerminal
        if ended.isEmpty {
            if isTerminal { try session.terminal.line("no sign-in has ended yet") }
        } else {
            try session.terminal.table(.exchanges(ended, now: Moment.now(), shortened: isTerminal))
        }
    }
}
