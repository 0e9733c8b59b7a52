/// What smartpush says to a person, as a value. Each language has its own words for it.
///
/// Text in a message's parameters is harmless already; see ``SafeText``.
package enum Message: Equatable, Sendable {
    case help(HelpMessage)
    case command(CommandMessage)
    case status(StatusMessage)
    case doctor(DoctorMessage)
    case failure(FailureMessage)
    case simulator(SimulatorMessage)
    case demo(DemoMessage)
    case signIn(SignInMessage)
    case prompt(PromptMessage)
    case watch(WatchMessage)
    case problem(ProblemMessage)
    case daemon(DaemonMessage)
    /// Words of the daemon, the server or the system, which are the same in every language.
    case quoted(String)
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
