import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.verify),
        usage: .spoken(.verifyUsage))

    @Argument(help: .spoken(.verifyArgument, valueName: .signInAndNumberValue))
    var arguments: [String]

    @OptionGroup var options: DecisionOptions

    func validate() throws {
        guard arguments.count > 2 else { return }
        throw ValidationError.spoken(.tooManyVerifyArguments)
    }

    func run() async throws {
        guard let number = arguments.last else { return }
        let id = arguments.count == 2 ? arguments.first : nil
        try await Session().decide(.verify(number: number), on: id, options)
    }
}
