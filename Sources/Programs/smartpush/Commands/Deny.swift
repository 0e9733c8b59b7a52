import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

struct Deny: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.deny))

    @Argument(help: .spoken(.signInArgument))
    var id: String?

    @Option(help: .spoken(.reasonOption, valueName: .textValue))
    var reason: String?

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        try await Session().decide(.deny(reason: reason), on: id, options)
    }
}
