import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import TextLayout

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.list))

    @Flag(help: .spoken(.allFlag))
    var all = false

    @Option(help: .spoken(.stateOption, valueName: .stateValue), completion: .list(StateArgument.allValueStrings))
    var state: StateArgument?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard all, state != nil else { return }
        throw ValidationError.spoken(.allOrState)
    }

    func run() async throws {
        let session = try Session()
        var exchanges: [ExchangeDocument] = []
        try await session.api.eachExchange(all ? nil : state?.filter ?? .open) { exchange in
            exchanges.append(exchange)
            return true
        }
        if common.json { return try session.terminal.json(exchanges) }
        let isTerminal = session.terminal.output.isTerminal
        if exchanges.isEmpty {
            if isTerminal { try session.terminal.line(Styled(none(in: session.say))) }
        } else {
            try session.terminal.table(
                .signIns(
                    exchanges.map(SignIn.init), now: DisplayTime.now(), shortened: isTerminal,
                    in: session.terminal.tableLanguage))
        }
    }

    private func none(in say: Language) -> String {
        all || state != nil
            ? say(.command(.noSignIns))
            : say(.command(.noSignInOpen))
    }
}

/// `open`, or a state of the API.
struct StateArgument: ExpressibleByArgument {
    var filter: ExchangeFilter

    init?(argument: String) {
        guard let filter = ExchangeFilter(word: argument) else { return nil }
        self.filter = filter
    }

    static var allValueStrings: [String] {
        ["open"] + ExchangeState.allCases.map(\.rawValue)
    }
}
