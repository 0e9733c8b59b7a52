package import Settings

/// A text for the user, as a value. Each language has its own words for it.
///
/// Text in the parameters has to be safe to show; see ``SafeText``.
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
    /// Why the configuration can't be used.
    case settings(SettingsFault)
    case login(LoginMessage)
    case tenant(TenantMessage)
    /// Words of the daemon, the server or the system that are not translated.
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
