import Logging
import PushEngine
import Settings
import WebClient

/// The settings of the daemon.
struct DaemonConfiguration {
    var logLevel = Logger.Level.info
    var engine = EngineSettings()
    /// How servers are reached.
    var web: WebSettings
    /// The servers at which the user can enroll without typing their addresses.
    var servers: [ConfiguredServer]
    /// The origins at which the user may enroll; `nil` for all.
    var allowedOrigins: Set<String>?
    /// What the servers call this machine.
    var deviceName: String
    /// The settings that are ignored, for the log.
    var ignored: [IgnoredSetting]

    /// - Parameters:
    ///   - environment: the environment of the process.
    ///   - file: the path of the user's configuration file, which need not exist.
    /// - Throws: what can't be used, with the key and the source.
    init(environment: [String: String], file: String) throws(SettingsFault) {
        let settings = try Settings(
            environment: environment, user: file,
            administrator: Settings.administratorFile(environment: environment))
        let level = try settings.choice(.logLevel, Logger.Level.allCases.map(\.rawValue))
        logLevel = level.flatMap { Logger.Level(rawValue: $0) } ?? logLevel
        engine.queueLimit = try settings.number(.queueLimit, 1...100_000) ?? engine.queueLimit
        engine.historyLimit = try settings.number(.historyLimit, 0...1_000_000) ?? engine.historyLimit
        engine.historyDays = try settings.number(.historyDays, 0...36_500) ?? engine.historyDays
        engine.pollInterval = try settings.pause(.pollSeconds, or: engine.pollInterval)
        engine.pollIdleInterval = try settings.pause(.pollIdleSeconds, or: engine.pollIdleInterval)
        web = try WebSettings(settings)
        servers = try settings.servers()
        allowedOrigins = try settings.allowedOrigins()
        deviceName = settings.deviceName
        ignored = settings.ignored
    }

    /// The keys that differ from `other` and can't be changed while the daemon runs.
    func keysForTheNextStart(differingFrom other: DaemonConfiguration) -> [String] {
        var keys: [SettingKey] = []
        if web.trustRoots != other.web.trustRoots { keys.append(.trustRoots) }
        if web.timeout != other.web.timeout { keys.append(.requestTimeout) }
        if web.proxy != other.web.proxy { keys.append(.proxy) }
        if deviceName != other.deviceName { keys.append(.deviceName) }
        return keys.map(\.rawValue)
    }
}

extension Settings {
    /// Seconds, at most a day, where 0 stands for never (`nil`).
    fileprivate func pause(_ key: SettingKey, or standard: Duration?) throws(SettingsFault) -> Duration? {
        guard let seconds = try number(key, 0...86_400) else { return standard }
        return seconds == 0 ? nil : .seconds(seconds)
    }
}
