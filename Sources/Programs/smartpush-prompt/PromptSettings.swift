import FoundationEssentials
import Logging
import PromptModel
import Settings

/// The settings of the prompt, from the same configuration as the daemon's.
struct PromptSettings {
    var dialogs = DialogProgram.standard
    var logLevel = Logger.Level.info

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    init(_ settings: Settings) throws(SettingsFault) {
        let names = try settings.choices(.promptDialogs, DialogProgram.allCases.map(\.rawValue))
        dialogs = names?.compactMap { DialogProgram(rawValue: $0) } ?? dialogs
        let level = try settings.choice(.logLevel, Logger.Level.allCases.map(\.rawValue))
        logLevel = level.flatMap { Logger.Level(rawValue: $0) } ?? logLevel
    }
}
