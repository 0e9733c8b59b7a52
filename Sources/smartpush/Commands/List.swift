import ArgumentParser
import LocalAPI
import Wording

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the sign-ins that are open.")

    @Flag(help: "List those that have ended, too.")
    var all = false

    @Option(help: ArgumentHelp("List those in one state only.", valueName: "state"))
    var state: StateArgument?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if all, state != nil { throw ValidationError("give either --all or --state") }
    }

    func run() async throws {
        let session = try Session()
        var exchanges: [ExchangeDocument] = []
        try await session.eachExchange(all ? nil : state?.filter ?? .open) { exchange in
            exchanges.append(exchange)
            return true
        }
        if common.json { return try session.terminal.json(exchanges) }
        let isTerminal = session.terminal.output.isTerminal
        if exchanges.isEmpty {
            if isTerminal { try session.terminal.line(all || state != nil ? "no sign-ins" : "no sign-in is open") }
        } else {
            try session.terminal.table(.exchanges(exchanges, now: Moment.now(), shortened: isTerminal))
        }
    }
}

/// `open`, or one of the API's states.
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
