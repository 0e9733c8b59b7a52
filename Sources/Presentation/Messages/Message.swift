/// What smartpush says to a person, as a value. Each language has its own words for it.
///
/// Text in a message's parameters is harmless already; see ``SafeText``.
package enum Message: Equatable, Sendable {
    case signIn(SignInMessage)
    case prompt(PromptMessage)
    case watch(WatchMessage)
}

extension Language {
    /// `message` in this language.
    package func callAsFunction(_ message: Message) -> String {
        switch self {
        case .english: message.english
        case .german: message.german
        }
    }
}
