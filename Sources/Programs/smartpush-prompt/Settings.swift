import FoundationEssentials
import Logging
import Messages
import PromptModel

/// The settings of the prompt, from the daemon's configuration file or from the environment, which takes precedence.
struct Settings {
    var dialogs = DialogProgram.standard
    var logLevel = Logger.Level.info

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    static func current() throws(PromptExitReason) -> Settings {
        let stored = try stored(environment)
        var settings = Settings()
        if let names = environment["SMARTPUSH_PROMPT_DIALOGS"] ?? stored.dialogs {
            guard let dialogs = DialogProgram.list(names) else {
                throw .invalidSetting(
                    key: "prompt_dialogs", value: names, allowed: DialogProgram.allCases.map(\.rawValue))
            }
            settings.dialogs = dialogs
        }
        if let name = environment["SMARTPUSH_LOG_LEVEL"] ?? stored.logLevel {
            guard let level = Logger.Level(rawValue: name.lowercased()) else {
                throw .invalidSetting(key: "log_level", value: name, allowed: Logger.Level.allCases.map(\.rawValue))
            }
            settings.logLevel = level
        }
        return settings
    }

    private static func stored(_ environment: [String: String]) throws(PromptExitReason) -> Stored {
        guard let path = path(environment), let data = FileManager.default.contents(atPath: path) else {
            return Stored()
        }
        do {
            return try JSONDecoder().decode(Stored.self, from: data)
        } catch {
            throw .configurationUnreadable(path: path)
        }
    }

    private static func path(_ environment: [String: String]) -> String? {
        func folder(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        if let path = environment["SMARTPUSH_CONFIG"], !path.isEmpty { return path }
        return (folder("XDG_CONFIG_HOME") ?? folder("HOME").map { $0 + "/.config" }).map {
            $0 + "/smartpush/config.json"
        }
    }

    /// The keys that the prompt uses. The daemon checks the others.
    private struct Stored: Decodable {
        var dialogs: String?
        var logLevel: String?

        private enum CodingKeys: String, CodingKey {
            case dialogs = "prompt_dialogs"
            case logLevel = "log_level"
        }
    }
}
