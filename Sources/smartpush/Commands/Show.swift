import ArgumentParser
import LocalAPI
import Wording

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show everything that is known of a sign-in.")

    @Argument(help: "The sign-in; not needed where exactly one is open.")
    var id: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let exchange = try await session.api.exchange(session.exchangeID(id))
        if common.json { return try session.terminal.json(exchange) }
        try session.terminal.lines(Details(exchange, now: Moment.now()).lines())
    }
}
