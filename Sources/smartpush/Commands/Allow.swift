import ArgumentParser
import LocalAPI

struct Allow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say yes to a sign-in that you started yourself.",
        discussion: "Prints the numbers to choose from; the sign-in is complete after smartpush verify.")

    @Argument(help: "The sign-in; not needed where exactly one is open.")
    var id: String?

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        try await Session().decide(.allow, on: id, options)
    }
}
