import LocalAPIModel
import Messages
import Testing

@Suite struct MessageTests {
    /// All labels, columns, keys and buttons.
    private static let shortMessages: [[Message]] = [
        SignInLabel.allCases.map { .signIn(.label($0)) }, SignInColumn.allCases.map { .signIn(.column($0)) },
        WatchLabel.allCases.map { .watch(.label($0)) }, WatchKeyMessage.allCases.map { .watch(.key($0)) },
        PromptButton.allCases.map { .prompt(.button($0)) },
    ]

    @Test("labels and buttons are words in every language", arguments: shortMessages, Language.allCases)
    func areSaid(messages: [Message], language: Language) {
        for message in messages { #expect(!language(message).isEmpty, "\(message)") }
    }

    @Test("the labels of one list are all different", arguments: Language.allCases)
    func labels(language: Language) {
        let labels = SignInLabel.allCases.map { language(.signIn(.label($0))) }
        // The time of expiry has one label before it, and another after it.
        #expect(Set(labels).count >= labels.count - 1)
        let keys = WatchLabel.allCases.map { language(.watch(.label($0))) }
        #expect(Set(keys).count == keys.count)
    }

    @Test("a language returns its own words for a message")
    func says() {
        let message = Message.watch(.openSignIns(count: 2))
        #expect(Language.english(message) == message.english)
        #expect(Language.german(message) == message.german)
        #expect(message.english == "2 sign-ins are open")
        #expect(message.german == "2 Anmeldungen sind offen")
    }

    @Test("a problem's sentence begins with a capital letter in a window")
    func capital() {
        let problem = Problem(.unreachable, "the server is not reachable")
        #expect(Message.prompt(.remark(.declined(problem))).english == "The server is not reachable")
    }

    @Test("an unknown step of a later daemon keeps its name, which is made safe")
    func unknownStep() {
        let step = SignInStep(name: "confirm\u{1B}")
        #expect(Message.signIn(.stepUnderWay(step)).english == "(confirm\u{FFFD} under way)")
        #expect(SignInStep(name: "verify") == .verify)
    }
}
