/// Why the configuration can't be used. It contains no value of it, because that can be secret.
package enum SettingsFault: Error, Equatable, Sendable {
    case notReadable(file: String)
    case notAnObject(file: String)
    case danglingLink(file: String, target: String)
    /// The key that the file has, and those that it can have.
    case unknownKey(String, file: String, known: [SettingKey])
    case wrongKind(SettingKey, in: SettingSource)
    /// A value of the right kind that the key can't have.
    case impossible(SettingKey, in: SettingSource, PossibleValue)
    /// Only the administrator's file can have the key.
    case forAdministrator(SettingKey, in: SettingSource)
    /// An entry of `servers`, counted from 1.
    case server(number: Int, in: SettingSource, ServerEntryFault)
    /// `key` is the key or the variable that names the file or folder.
    case noCertificates(key: String, path: String)
    /// `key` is the key or the variable that has the proxy.
    case proxy(key: String, HTTPProxy.Fault)
}

/// The values that a key can have.
package enum PossibleValue: Equatable, Sendable {
    case number(from: Int, to: Int)
    case oneOf([String])
    /// Names that commas separate in a text, or an array of them.
    case severalOf([String])
    /// Origins such as `https://tenant.example.com`.
    case origins
}

/// What is wrong with an entry of `servers`.
package enum ServerEntryFault: Error, Equatable, Sendable {
    /// The key is missing, or its value is empty or no text.
    case missing(String)
    case unknownKey(String)
    /// Its `base_url` is not one of ``ServerURL``.
    case unusableURL
    /// Another entry has the same name.
    case sameName
}

/// A value that is not used.
package enum IgnoredSetting: Equatable, Sendable {
    /// The administrator has locked the key, and its value is another one.
    case locked(SettingKey, in: SettingSource)
    /// A user and a password in a variable that every process of the user can read.
    case loginOfProxy(variable: String)
}
