import ArgumentParser
import Messages

// Help texts are constants of the command, made before it runs: so they are in the language of the user.

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
