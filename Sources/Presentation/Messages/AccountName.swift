/// What a person knows an account by.
package enum AccountName {
    /// - Parameters:
    ///   - account: the name that the API tells (`account`).
    ///   - sub: the user's id at the server, which is used if there is no name.
    /// - Returns: the name, or else the id, of which only the start if it is long. It is safe to show.
    package static func of(account: String?, sub: String) -> String {
        if let account, !account.isEmpty { return SafeText.line(account) }
        return SafeText.line(sub.count > longestID ? sub.prefix(8) + "…" : sub)
    }

    private static let longestID = 24
}
