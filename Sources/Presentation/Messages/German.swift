extension Message {
    /// The words in German.
    package var german: String {
        switch self {
        case .help(let message): message.german
        case .command(let message): message.german
        case .status(let message): message.german
        case .doctor(let message): message.german
        case .failure(let message): message.german
        case .simulator(let message): message.german
        case .demo(let message): message.german
        case .signIn(let message): message.german
        case .prompt(let message): message.german
        case .watch(let message): message.german
        case .problem(let message): message.german
        case .daemon(let message): message.german
        case .settings(let fault): fault.german
        case .login(let message): message.german
        case .tenant(let message): message.german
        case .quoted(let words): words
        }
    }
}
