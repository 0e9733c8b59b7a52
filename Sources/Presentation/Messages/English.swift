extension Message {
    /// The words in English.
    package var english: String {
        switch self {
        case .signIn(let message): message.english
        case .prompt(let message): message.english
        case .watch(let message): message.english
        }
    }
}
