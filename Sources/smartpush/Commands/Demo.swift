import ArgumentParser

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Play a whole sign-in.")
    @OptionGroup var common: CommonOptions
    func run() async throws {}
}
