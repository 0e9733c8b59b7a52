import Configuration
import FoundationEssentials
import Logging
import Messages
import NIOCore
import PushEngine
import WebClient

/// The settings, from the environment (`SMARTPUSH_…`) or, if they are not there, from the configuration file.
struct DaemonConfiguration {
    var logLevel = Logger.Level.info
    var engine = EngineSettings()
    /// How servers are reached.
    var web = WebSettings()

    private enum Key: String, CaseIterable {
        case logLevel = "log_level"
        case queueLimit = "queue_limit"
        case historyLimit = "history_limit"
        case historyDays = "history_days"
        case trustRoots = "ca_file"
        case requestTimeout = "request_timeout"
        case proxy
        /// For the desktop prompt. The daemon only checks that it is a text.
        case promptDialogs = "prompt_dialogs"

        /// The type that its value must have in the configuration file.
        var kind: ValueKind {
            switch self {
            case .logLevel, .trustRoots, .proxy, .promptDialogs: .text
            case .queueLimit, .historyLimit, .historyDays, .requestTimeout: .wholeNumber
            }
        }
    }

    /// - Parameters:
    ///   - environment: the environment of the process.
    ///   - file: the path of the configuration file, which need not exist.
    /// - Throws: ``ConfigurationError`` with the key, for an unknown key or an impossible value.
    init(environment: [String: String], file: String) async throws {
        let reader = Self.reader(environment: environment, file: try Self.stored(in: file))
        let values = Values(reader: reader, file: file)
        logLevel = try values.level(Key.logLevel.rawValue) ?? logLevel
        engine.queueLimit = try values.number(Key.queueLimit.rawValue, 1...100_000) ?? engine.queueLimit
        engine.historyLimit = try values.number(Key.historyLimit.rawValue, 0...1_000_000) ?? engine.historyLimit
        engine.historyDays = try values.number(Key.historyDays.rawValue, 0...36_500) ?? engine.historyDays
        web = WebSettings(
            trustRoots: TrustRoots(additional: try values.text(Key.trustRoots.rawValue), environment: environment),
            proxy: try Self.proxy(try values.text(Key.proxy.rawValue), environment: environment),
            timeout: .seconds(Int64(try values.number(Key.requestTimeout.rawValue, 1...60) ?? 15)))
    }

    private static func proxy(_ value: String?, environment: [String: String]) throws -> ProxySettings {
        do {
            return try ProxySettings(configured: value, environment: environment)
        } catch {
            let key = error.source.name
            throw switch error.fault {
            case .notAURL: ConfigurationError(.proxyNotAURL(key: key))
            case .otherKind(let kind): ConfigurationError(.proxyOfOtherKind(key: key, kind: kind))
            }
        }
    }

    /// The keys that differ from `other` and can't be changed while the daemon runs.
    func keysForTheNextStart(differingFrom other: DaemonConfiguration) -> [String] {
        var keys: [Key] = []
        if web.trustRoots != other.web.trustRoots { keys.append(.trustRoots) }
        if web.timeout != other.web.timeout { keys.append(.requestTimeout) }
        if web.proxy != other.web.proxy { keys.append(.proxy) }
        return keys.map(\.rawValue)
    }

    private static func reader(environment: [String: String], file: [String: Value]) -> ConfigReader {
        let variables = EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "smartpush")
        let pairs = file.compactMap { name, value in value.content.map { (AbsoluteConfigKey([name]), $0) } }
        let stored = InMemoryProvider(name: "file", values: Dictionary(uniqueKeysWithValues: pairs))
        return ConfigReader(providers: [variables, stored])
    }

    /// The values in the file; none if there is no file. A misspelled key or a value of another type is an error,
    /// because the default would otherwise be used silently.
    private static func stored(in file: String) throws -> [String: Value] {
        guard let data = FileManager.default.contents(atPath: file) else {
            try checkLink(file)
            return [:]
        }
        guard let values = try? JSONDecoder().decode([String: Value].self, from: data) else {
            throw ConfigurationError(.notAnObject(file: file))
        }
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let key = Key(rawValue: name) else {
                throw ConfigurationError(
                    .unknownKey(file: file, key: name, known: Key.allCases.map(\.rawValue)))
            }
            guard value.kind == key.kind else {
                throw ConfigurationError(.wrongKind(file: file, key: name, key.kind))
            }
        }
        return values
    }

    /// A missing file is allowed, but a link that leads nowhere is an error: its target is meant to be read, and the
    /// unit hides the home folder except for the file's own folder.
    private static func checkLink(_ file: String) throws {
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: file) else { return }
        throw ConfigurationError(.danglingLink(file: file, target: target))
    }

    private struct Value: Decodable {
        /// `nil` for a value of no kind that a key takes.
        var kind: ValueKind?
        /// `nil` for a value of no kind that a key takes.
        var content: ConfigValue?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                kind = .text
                content = ConfigValue(.string(text), isSecret: false)
            } else if let number = try? container.decode(Int.self) {
                kind = .wholeNumber
                content = ConfigValue(.int(number), isSecret: false)
            }
        }
    }
}

/// Why a configuration can't be used.
struct ConfigurationError: Error {
    let message: DaemonMessage

    init(_ message: DaemonMessage) {
        self.message = message
    }
}

/// Reads values, and throws an error with the key for an impossible one.
private struct Values {
    let reader: ConfigReader
    let file: String

    func text(_ key: String) throws -> String? {
        reader.string(forKey: ConfigKey(key))
    }

    func number(_ key: String, _ range: ClosedRange<Int>) throws -> Int? {
        let number = reader.int(forKey: ConfigKey(key))
        guard let number, range.contains(number) else {
            guard number == nil, try !isThere(key) else {
                throw impossible(key, .number(from: range.lowerBound, to: range.upperBound))
            }
            return nil
        }
        return number
    }

    func level(_ key: String) throws -> Logger.Level? {
        guard let text = try text(key) else { return nil }
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            throw impossible(key, .oneOf(Logger.Level.allCases.map(\.rawValue)))
        }
        return level
    }

    private func isThere(_ key: String) throws -> Bool {
        reader.string(forKey: ConfigKey(key)) != nil || reader.double(forKey: ConfigKey(key)) != nil
            || reader.bool(forKey: ConfigKey(key)) != nil
    }

    private func impossible(_ key: String, _ possible: PossibleValue) -> ConfigurationError {
        ConfigurationError(.impossibleValue(key: key, file: file, possible))
    }
}
