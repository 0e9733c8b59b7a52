import FoundationEssentials

/// A language that smartpush speaks.
package enum Language: Sendable, Equatable, CaseIterable {
    case english
    case german
}

extension Language {
    /// That of this process's user.
    package static let ofUser = Language(environment: ProcessInfo.processInfo.environment)

    /// As POSIX and GNU have it: of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that is set names the locale; unless that is
    /// `C` or `POSIX`, `LANGUAGE` may list other languages in its place, the first that is spoken here wins.
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

    /// `nil` for one that is not spoken here.
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

    /// `de` of `de_AT.UTF-8@euro`.
    private static func base(of locale: String) -> Substring {
        locale.prefix { !"_.@".contains($0) }
    }
}
