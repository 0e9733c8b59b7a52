import ArgumentParser
import Messages

// Help texts are constants of the commands, made before a command runs: so they are in the language of the user.

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
