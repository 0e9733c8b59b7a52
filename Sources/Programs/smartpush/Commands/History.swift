import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import TextLayout

struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.history))

    @Option(help: .spoken(.limitOption, valueName: .countValue))
    var limit = 20

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard limit < 1 else { return }
        throw ValidationError.spoken(.limitTooSmall)
    }

    func run() async throws {
        let session = try Session()
        var ended: [ExchangeDocument] = []
        // The API has no query for all ended sign-ins, so the open ones, which are few, are skipped here.
        try await session.api.eachExchange(nil, pageSize: min(limit + 10, 100)) { exchange in
            if !exchange.state.isOpen { ended.append(exchange) }
            return ended.count < limit
        }
        if common.json {
            for exchange in ended { try session.terminal.jsonLine(exchange) }
            return
        }
        let isTerminal = session.terminal.output.isTerminal
        if ended.isEmpty {
            guard isTerminal else { return }
            try session.terminal.line(
                Styled(session.say(.command(.noneEnded))))
        } else {
            try session.terminal.table(
                .signIns(
                    ended.map(SignIn.init), now: DisplayTime.now(), shortened: isTerminal,
                    in: session.terminal.tableLanguage))
        }
    }
}
