import LocalAPIClient
import LocalAPIModel
import Messages

extension Table {
    /// The open exchanges, or those of all states, at the time `now`.
    static func exchanges(_ exchanges: [ExchangeDocument], now: Double, shortened: Bool, in say: Language) -> Table {
        let names = shortened ? ShortIDs.names(for: exchanges.map(\.id)) : [:]
        return Table(
            columns: [
                .fixed("ID"), Column(say("STATE", german: "ZUSTAND"), narrowest: 13), Column(say("WHO", german: "WER")),
                Column(say("WHERE", german: "WO")), Column(say("DEVICE", german: "GERÄT")),
                .fixed(say("LEFT", german: "RESTZEIT")), .fixed(say("AGE", german: "ALTER")),
            ],
            rows: exchanges.map { exchange in
                let text = SignInText(exchange, in: say)
                return [
                    Styled(names[exchange.id] ?? exchange.id), text.styledState, Styled(text.who), Styled(text.place),
                    Styled(text.device), Styled(text.left(now: now)), Styled(text.age(now: now)),
                ]
            })
    }
}

/// Ids cut to what a person can type.
enum ShortIDs {
    private static let length = 8

    /// Eight characters of each, or as many more as it takes that no two of them begin alike.
    static func names(for ids: [String]) -> [String: String] {
        let distinct = Set(ids)
        var length = Self.length
        let longest = distinct.map(\.count).max() ?? 0
        while length < longest, Set(distinct.map { $0.prefix(length) }).count < distinct.count { length += 1 }
        return Dictionary(uniqueKeysWithValues: distinct.map { ($0, String($0.prefix(length))) })
    }
}
