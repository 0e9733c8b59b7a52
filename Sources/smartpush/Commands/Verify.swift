import ArgumentParser
import LocalAPI

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give the number that the web page shows.",
        usage: "smartpush verify [<id>] <number> [--wait <seconds>] [--json]")

    @Argument(help: "The sign-in, not needed where exactly one is open, and the number.")
    var arguments: [String]

    @OptionGroup var options: DecisionOptions

    func validate() throws {
        if arguments.count > 2 { throw ValidationError("give at most an ID and a NUMBER") }
    }

    func run() async throws {
        guard let number = arguments.last else { return }
        let id = arguments.count == 2 ? arguments.first : nil
        try await Session().decide(.verify(number: number), on: id, options)
    }
}
