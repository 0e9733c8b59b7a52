import ArgumentParser
import Messages

// Help texts are constants that are made before a command runs, so they use the language of the process's user.

extension String {
    static func spoken(_ message: HelpMessage) -> String {
        Language.ofUser(.help(message))
    }
}

extension ArgumentHelp {
    static func spoken(_ message: HelpMessage, valueName: HelpMessage? = nil) -> ArgumentHelp {
        ArgumentHelp(.init(Language.ofUser(.help(message))), valueName: valueName.map(String.spoken))
    }
}

extension ValidationError {
    static func spoken(_ message: CommandMessage) -> ValidationError {
        ValidationError(Language.ofUser(.command(message)))
    }
}
