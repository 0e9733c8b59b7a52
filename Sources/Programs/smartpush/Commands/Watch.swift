import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.watch),
        discussion: .spoken(.watchDiscussion))

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        if !common.json, session.terminal.hasScreen {
            try await LiveWatch.run(session)
        } else {
            try await PlainWatch(session: session, json: common.json).run()
        }
    }
}
