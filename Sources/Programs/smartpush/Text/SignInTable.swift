import LocalAPIModel
import Messages
import SignInModel
import TextLayout

extension Table {
    /// One row for each sign-in, at the time `now` in seconds since 1970. The account comes last, because scripts rely on
    /// the places of the other columns.
    static func signIns(_ signIns: [SignIn], now: Double, shortened: Bool, in say: Language) -> Table {
        let names = shortened ? ShortIDs.names(for: signIns.map(\.id)) : [:]
        return Table(
            columns: columns(in: say),
            rows: signIns.map { signIn in
                let text = signIn.text(in: say)
                return [
                    Styled(names[signIn.id] ?? signIn.id), signIn.styledState(in: say), Styled(signIn.application),
                    Styled(signIn.place), Styled(text.device), Styled(text.timeLeft(now: now)),
                    Styled(DisplayTime.age(of: signIn.receivedAt, now: now)), Styled(text.account),
                ]
            })
    }

    private static func columns(in say: Language) -> [Column] {
        func title(_ column: SignInColumn) -> String { say(.signIn(.column(column))) }
        return [
            .fixed(title(.id)), Column(title(.state), narrowest: 13), Column(title(.application)),
            Column(title(.place)), Column(title(.device)), .fixed(title(.timeLeft)), .fixed(title(.age)),
            .account(title(.account)),
        ]
    }
}

/// Shortens ids so that the user can type them.
enum ShortIDs {
    private static let length = 8

    /// The first eight characters of each id, or as many as are needed to make them all different.
    static func names(for ids: [String]) -> [String: String] {
        let distinct = Set(ids)
        var length = Self.length
        let longest = distinct.map(\.count).max() ?? 0
        while length < longest, Set(distinct.map { $0.prefix(length) }).count < distinct.count { length += 1 }
        return Dictionary(uniqueKeysWithValues: distinct.map { ($0, String($0.prefix(length))) })
    }
}
