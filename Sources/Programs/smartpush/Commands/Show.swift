import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import TextLayout

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.show)
    )

    @Argument(help: .spoken(.signInArgument))
    var id: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let exchange = try await session.api.exchange(session.exchangeID(id))
        if common.json { return try session.terminal.json(exchange) }
        try session.terminal.details(Details(SignIn(exchange), now: DisplayTime.now(), in: session.say))
    }
}
