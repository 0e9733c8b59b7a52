import FoundationEssentials

/// The configuration: for each key the environment's value, else that of the user's file, else the administrator's.
package struct Settings: Sendable {
    /// The administrator's file.
    package static let administratorFile = "/etc/smartpush/config.json"

    /// The settings that are ignored, for the log.
    package let ignored: [IgnoredSetting]
    /// Which servers are called through a proxy.
    package let proxy: ProxySettings
    /// The environment that it was read from.
    package let environment: [String: String]
    private let values: [SettingKey: (value: SettingValue, source: SettingSource)]

    /// - Parameters:
    ///   - environment: the environment of the process.
    ///   - user: the path of the user's file; `nil` if the user has no home. It need not exist.
    ///   - administrator: the path of the administrator's file, which need not exist.
    /// - Throws: what can't be used, with the key and the source.
    package init(
        environment: [String: String], user: String?, administrator: String = administratorFile
    ) throws(SettingsFault) {
        self.environment = environment
        let base = try SettingsFile.values(in: administrator, knowing: SettingKey.allCases)
        let locked = try Self.locked(base[.locked], in: administrator)
        var values = base.mapValues { (value: $0, source: SettingSource.file(administrator)) }
        var ignored: [IgnoredSetting] = []
        func add(_ key: SettingKey, _ value: SettingValue, _ source: SettingSource) throws(SettingsFault) {
            guard !key.isForAdministrator else { throw .forAdministrator(key, in: source) }
            guard !locked.contains(key) else {
                if base[key] != value { ignored.append(.locked(key, in: source)) }
                return
            }
            values[key] = (value, source)
        }
        // A link from the user's file to the administrator's is no second source.
        if let user, user != administrator {
            let own = try SettingsFile.values(in: user, knowing: SettingKey.allCases.filter { !$0.isForAdministrator })
            for (key, value) in own.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                try add(key, value, .file(user))
            }
        }
        for key in SettingKey.allCases {
            guard let text = environment[key.variable] else { continue }
            let source = SettingSource.variable(key.variable)
            guard let value = SettingValue(variable: text, key.kind) else { throw .wrongKind(key, in: source) }
            try add(key, value, source)
        }
        self.values = values
        proxy = try Self.proxy(values[.proxy]?.value, locked.contains(.proxy) ? [:] : environment)
        if let variable = proxy.ignoredLogin?.name { ignored.append(.loginOfProxy(variable: variable)) }
        self.ignored = ignored
    }

    /// The user's configuration file: `$SMARTPUSH_CONFIG`, else that below `$XDG_CONFIG_HOME` or the home folder (XDG
    /// Base Directory Specification). `nil` if none of them is known.
    package static func userFile(environment: [String: String]) -> String? {
        func folder(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        if let path = environment["SMARTPUSH_CONFIG"], !path.isEmpty { return path }
        return (folder("XDG_CONFIG_HOME") ?? folder("HOME").map { $0 + "/.config" }).map {
            $0 + "/smartpush/config.json"
        }
    }

    /// The configuration of this process.
    package static func ofProcess() throws(SettingsFault) -> Settings {
        let environment = ProcessInfo.processInfo.environment
        return try Settings(
            environment: environment, user: userFile(environment: environment),
            administrator: administratorFile(environment: environment))
    }

    /// The administrator's file. A test can name another one to a debug build.
    package static func administratorFile(environment: [String: String]) -> String {
        #if DEBUG
            environment["SMARTPUSH_ETC_CONFIG"] ?? administratorFile
        #else
            administratorFile
        #endif
    }

    // MARK: Values

    package func text(_ key: SettingKey) -> String? {
        guard case .text(let text) = values[key]?.value else { return nil }
        return text
    }

    package func number(_ key: SettingKey, _ range: ClosedRange<Int>) throws(SettingsFault) -> Int? {
        guard let (value, source) = values[key], case .number(let number) = value else { return nil }
        guard range.contains(number) else {
            throw .impossible(key, in: source, .number(from: range.lowerBound, to: range.upperBound))
        }
        return number
    }

    /// One of `allowed`, whose case does not matter.
    package func choice(_ key: SettingKey, _ allowed: [String]) throws(SettingsFault) -> String? {
        guard let (value, source) = values[key], case .text(let text) = value else { return nil }
        guard allowed.contains(text.lowercased()) else { throw .impossible(key, in: source, .oneOf(allowed)) }
        return text.lowercased()
    }

    /// Names of `allowed` that commas separate; none for an empty text.
    package func choices(_ key: SettingKey, _ allowed: [String]) throws(SettingsFault) -> [String]? {
        guard let (value, source) = values[key], case .text(let text) = value else { return nil }
        let names = text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
            .filter { !$0.isEmpty }
        guard names.allSatisfy(allowed.contains) else {
            throw .impossible(key, in: source, .severalOf(allowed))
        }
        return names
    }

    /// The servers at which the user can enroll without typing their addresses.
    package func servers() throws(SettingsFault) -> [ConfiguredServer] {
        guard let (value, source) = values[.servers], case .servers(let entries) = value else { return [] }
        var servers: [ConfiguredServer] = []
        for (index, entry) in entries.enumerated() {
            do throws(ServerEntryFault) {
                let server = try ConfiguredServer(entry)
                guard !servers.contains(where: { $0.name == server.name }) else { throw .sameName }
                servers.append(server)
            } catch {
                throw .server(number: index + 1, in: source, error)
            }
        }
        return servers
    }

    /// The origins at which the user may enroll; `nil` if there is no such rule.
    package func allowedOrigins() throws(SettingsFault) -> Set<String>? {
        guard let (value, source) = values[.allowedServers], case .texts(let texts) = value else { return nil }
        let urls = texts.compactMap { ServerURL($0) }
        guard urls.count == texts.count, urls.allSatisfy(\.isOrigin) else {
            throw .impossible(.allowedServers, in: source, .origins)
        }
        return Set(urls.map(\.origin))
    }

    /// What the servers call this machine.
    package var deviceName: String {
        let names = [text(.deviceName), ProcessInfo.processInfo.hostName].compactMap(\.self)
        return names.first { !$0.allSatisfy(\.isWhitespace) } ?? "Linux desktop"
    }

    private static func locked(_ value: SettingValue?, in file: String) throws(SettingsFault) -> Set<SettingKey> {
        guard case .texts(let names) = value else { return [] }
        let keys = names.compactMap { SettingKey(rawValue: $0) }
        guard keys.count == names.count else {
            let possible = SettingKey.allCases.filter { !$0.isForAdministrator }.map(\.rawValue)
            throw .impossible(.locked, in: .file(file), .severalOf(possible))
        }
        return Set(keys)
    }

    private static func proxy(
        _ value: SettingValue?, _ environment: [String: String]
    ) throws(SettingsFault) -> ProxySettings {
        var configured: String?
        if case .text(let text) = value { configured = text }
        do {
            return try ProxySettings(configured: configured, environment: environment)
        } catch {
            throw .proxy(key: error.source.name, error.fault)
        }
    }
}
