import ArgumentParser
import Messages

// Help texts are constants of the commands, made before a command runs: so they are in the language of the user.

extension String {
    static func spoken(_ english: String, german: String) -> String {
        Language.ofUser(english, german: german)
    }
}

extension ArgumentHelp {
    static func spoken(_ english: String, german: String, valueName: String? = nil) -> ArgumentHelp {
        ArgumentHelp(.init(Language.ofUser(english, german: german)), valueName: valueName)
    }
}

extension ValidationError {
    static func spoken(_ english: String, german: String) -> ValidationError {
        ValidationError(Language.ofUser(english, german: german))
    }
}

// What several commands take.
extension ArgumentHelp {
    static var signIn: ArgumentHelp {
        .spoken(
            "The sign-in; not needed where exactly one is open.",
            german: "Die Anmeldung; nicht nötig, wo genau eine offen ist.")
    }

    static var reason: ArgumentHelp {
        .spoken(
            "Why, for the server's record.", german: "Warum, für die Aufzeichnung des Servers.",
            valueName: .spoken("text", german: "text"))
    }
}
