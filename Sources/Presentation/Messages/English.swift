extension Message {
    /// The words in English.
    package var english: String {
        switch self {
        case .help(let message): message.english
        case .command(let message): message.english
        case .status(let message): message.english
        case .doctor(let message): message.english
        case .failure(let message): message.english
        case .simulator(let message): message.english
        case .demo(let message): message.english
        case .signIn(let message): message.english
        case .prompt(let message): message.english
        case .watch(let message): message.english
        case .problem(let message): message.english
        case .daemon(let message): message.english
        case .settings(let fault): fault.english
        case .login(let message): message.english
        case .tenant(let message): message.english
        case .quoted(let words): words
        }
    }
}
