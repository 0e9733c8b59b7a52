import ArgumentParser
import LocalAPIClient
import LocalAPIModel

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(
            "Give the number that the web page shows.", german: "Die Zahl angeben, die die Webseite zeigt."),
        usage: .spoken(
            "smartpush verify [<id>] <number> [--wait <seconds>] [--json]",
            german: "smartpush verify [<id>] <zahl> [--wait <sekunden>] [--json]"))

    @Argument(
        help: .spoken(
            "The sign-in, not needed where exactly one is open, and the number.",
            german: "Die Anmeldung, nicht nötig, wo genau eine offen ist, und die Zahl."))
    var arguments: [String]

    @OptionGroup var options: DecisionOptions

    func validate() throws {
        guard arguments.count > 2 else { return }
        throw ValidationError.spoken(
            "give at most an ID and a NUMBER", german: "geben Sie höchstens eine ID und eine ZAHL an")
    }

    func run() async throws {
        guard let number = arguments.last else { return }
        let id = arguments.count == 2 ? arguments.first : nil
        try await Session().decide(.verify(number: number), on: id, options)
    }
}
