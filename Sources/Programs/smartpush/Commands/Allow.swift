import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

struct Allow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.allow),
        discussion: .spoken(.allowDiscussion))

    @Argument(help: .spoken(.signInArgument))
    var id: String?

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        try await Session().decide(.allow, on: id, options)
    }
}
