extension Message {
    /// The words in German.
    package var german: String {
        switch self {
        case .signIn(let message): message.german
        case .prompt(let message): message.german
        case .watch(let message): message.german
        }
    }
}
