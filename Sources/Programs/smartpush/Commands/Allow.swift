import ArgumentParser
import LocalAPIClient
import LocalAPIModel

struct Allow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(
            "Say yes to a sign-in that you started yourself.",
            german: "Ja zu einer Anmeldung sagen, die Sie selbst begonnen haben."),
        discussion: .spoken(
            "Prints the numbers to choose from; the sign-in is complete after smartpush verify.",
            german: "Gibt die Zahlen zur Auswahl aus; fertig ist die Anmeldung nach smartpush verify."))

    @Argument(help: .signIn)
    var id: String?

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        try await Session().decide(.allow, on: id, options)
    }
}
