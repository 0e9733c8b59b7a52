import ArgumentParser
import Messages

// Help texts are constants that are made before the command runs, so they use the language of the process's user.

extension String {
    static func spoken(_ message: SimulatorMessage) -> String {
        Language.ofUser(.simulator(message))
    }
}

extension ArgumentHelp {
    static func spoken(
        _ message: SimulatorMessage, discussion: String = "", valueName: String
    ) -> ArgumentHelp {
        ArgumentHelp(.init(String.spoken(message)), discussion: discussion, valueName: valueName)
    }
}

extension ValidationError {
    static func spoken(_ message: SimulatorMessage) -> ValidationError {
        ValidationError(String.spoken(message))
    }
}
