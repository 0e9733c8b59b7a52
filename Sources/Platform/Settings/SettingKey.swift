/// A key of the configuration.
package enum SettingKey: String, CaseIterable, Sendable {
    case logLevel = "log_level"
    case queueLimit = "queue_limit"
    case historyLimit = "history_limit"
    case historyDays = "history_days"
    /// The seconds between two polls while the user is active; 0 for never.
    case pollSeconds = "poll_seconds"
    /// The seconds between two polls otherwise; 0 for never.
    case pollIdleSeconds = "poll_idle_seconds"
    case requestTimeout = "request_timeout"
    /// A PEM file of certificate authorities to trust in addition to the system's.
    case trustRoots = "ca_file"
    /// The URL of a proxy, or `none`.
    case proxy
    /// The servers at which the user can enroll without typing their addresses.
    case servers
    /// What the servers call this machine.
    case deviceName = "device_name"
    /// The programs that the desktop prompt can open.
    case promptDialogs = "prompt_dialogs"
    /// The names of keys that a user can't change.
    case locked
    /// The servers at which the user may enroll.
    case allowedServers = "allowed_servers"

    /// The variable that sets it too.
    package var variable: String { "SMARTPUSH_\(rawValue.uppercased())" }

    /// The kind of its value.
    package var kind: SettingKind {
        switch self {
        case .logLevel, .trustRoots, .proxy, .deviceName, .promptDialogs: .text
        case .queueLimit, .historyLimit, .historyDays, .pollSeconds, .pollIdleSeconds, .requestTimeout: .wholeNumber
        case .locked, .allowedServers: .texts
        case .servers: .servers
        }
    }

    /// Whether only the administrator's file can have it.
    package var isForAdministrator: Bool {
        switch self {
        case .locked, .allowedServers: true
        default: false
        }
    }
}

/// The kind of a value.
package enum SettingKind: CaseIterable, Equatable, Sendable {
    case text
    case wholeNumber
    /// An array of texts.
    case texts
    /// An array of ``ConfiguredServer``.
    case servers
}

/// Where a value comes from.
package enum SettingSource: Equatable, Sendable {
    /// A variable of the environment, by its name.
    case variable(String)
    /// A configuration file, by its path.
    case file(String)
}
