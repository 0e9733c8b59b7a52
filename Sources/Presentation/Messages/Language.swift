import FoundationEssentials

/// A language that smartpush speaks.
package enum Language: Sendable, Equatable, CaseIterable {
    case english
    case german
}

extension Language {
    /// The language of the user who runs this process.
    package static let ofUser = Language(environment: ProcessInfo.processInfo.environment)

    /// Follows POSIX and GNU gettext: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set names the locale.
    /// Unless it is `C` or `POSIX`, `LANGUAGE` can list other languages, and the first that smartpush speaks is used.
    package init(environment: [String: String]) {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
        let locale = names.first { !$0.isEmpty } ?? "C"
        guard !Self.isPlain(locale) else {
            self = .english
            return
        }
        let list = environment["LANGUAGE", default: ""].split(separator: ":").map(String.init)
        self = (list.isEmpty ? [locale] : list).lazy.compactMap(Self.init(locale:)).first ?? .english
    }

    /// `nil` if smartpush does not speak the locale's language.
    private init?(locale: String) {
        switch Self.base(of: locale) {
        case "de": self = .german
        case "en", "C", "POSIX": self = .english
        default: return nil
        }
    }

    private static func isPlain(_ locale: String) -> Bool {
        ["C", "POSIX"].contains(base(of: locale))
    }

    /// The language code of a locale, such as `de` for `de_AT.UTF-8@euro`.
    private static func base(of locale: String) -> Substring {
        locale.prefix { !"_.@".contains($0) }
    }
}
