import LocalAPIClient
import LocalAPIModel
import Messages

/// The model as lines for a terminal of its size: as many as it has, and none wider.
struct WatchScreen {
    let model: WatchModel

    var say: Language { model.language }
    private var columns: Int { model.size.columns }
    private var rows: Int { model.size.rows }
    /// Room for blank lines.
    private var isAiry: Bool { rows >= 20 }

    func lines() -> [Styled] {
        guard model.size.isEnough else { return filled(tooSmall(), to: rows) }
        let top = [header] + gap
        let bottom = selected() + notice()
        // The open ones get the room that is left, and one of them is always shown; then what has ended.
        let open = signIns(most: max(1, rows - 1 - top.count - bottom.count))
        let lines = top + open + bottom + gap
        return (filled(lines + history(room: rows - 1 - lines.count), to: rows - 1) + [footer])
            .map { $0.truncated(to: columns) }
    }

    private func selected() -> [Styled] {
        guard let selection = model.selection else { return [] }
        return gap + asked(selection) + gap + question(selection)
    }

    private func filled(_ lines: [Styled], to count: Int) -> [Styled] {
        Array((lines + Array(repeating: "", count: count)).prefix(count))
    }

    private var gap: [Styled] { isAiry ? [""] : [] }

    private func tooSmall() -> [Styled] {
        let smallest = ScreenSize.smallest
        let words = say(
            "this window is too small to answer in: \(smallest.columns) columns and \(smallest.rows) lines are needed",
            german: "dieses Fenster ist zum Antworten zu klein: nötig sind \(smallest.columns) Spalten und "
                + "\(smallest.rows) Zeilen")
        return DisplayWidth.wrapped(words, to: columns).map { Styled($0) }
    }

    private var header: Styled {
        let title = Styled("smartpush", .bold)
        guard model.isConnected else {
            let words = say("smartpushd is gone; waiting for it", german: "smartpushd ist weg; warte darauf")
            return title + "  " + Styled(words, .bad)
        }
        let count = model.open.count
        let words = say(
            count == 1 ? "1 sign-in is open" : "\(count == 0 ? "no" : "\(count)") sign-ins are open",
            german: count == 1 ? "1 Anmeldung ist offen" : "\(count == 0 ? "keine" : "\(count)") Anmeldungen sind offen"
        )
        return title + Styled("  \(words)")
    }

    private var footer: Styled {
        var keys: [(String, String)] = []
        if model.open.count > 1 { keys.append(("↑ ↓", say("choose", german: "wählen"))) }
        keys.append(("q", say("quit", german: "beenden")))
        return Self.keys(keys)
    }

    private func notice() -> [Styled] {
        let lines = (model.notice ?? "").wrapped(to: columns)
        return gap + lines.prefix(isAiry ? 2 : 1)
    }

    /// `a allow   d deny`
    static func keys(_ keys: [(key: String, does: String)]) -> Styled {
        var line: Styled = ""
        for (index, pair) in keys.enumerated() {
            line = line + (index == 0 ? "" : "   ") + Styled(pair.key, .bold) + Styled(" " + pair.does)
        }
        return line
    }
}

// The lists.
extension WatchScreen {
    /// The open sign-ins, or, where there are many, those around the selected one.
    private func signIns(most: Int) -> [Styled] {
        let selected = model.open.firstIndex { $0.id == model.selected } ?? 0
        let first = max(0, min(selected - most / 2, model.open.count - most))
        let shown = model.open[first...].prefix(most)
        let table = Table(
            columns: [Column("", narrowest: 10), Column(""), Column("", narrowest: 12), .fixed("")],
            rows: shown.map { row($0) })
        return table.rows(fittedTo: columns)
    }

    private typealias Column = Table.Column

    private func row(_ exchange: ExchangeDocument) -> [Styled] {
        let text = SignInText(exchange, in: say)
        let who =
            exchange.id == model.selected ? Styled("> \(text.who)", .bold) : Styled("  \(text.who)")
        return [
            who, place(text), Styled(text.standing, exchange.state.style), Styled(text.left(now: model.now.wall)),
        ]
    }

    /// Where there is little room, it is said only of the selected one.
    private func place(_ text: SignInText) -> Styled {
        columns < 60 ? "" : Styled(text.place)
    }

    private func history(room: Int) -> [Styled] {
        guard room > 1, !model.ended.isEmpty else { return [] }
        let table = Table(
            columns: [.fixed(""), Column("", narrowest: 8), Column(""), Column("")],
            rows: model.ended.prefix(room - 1).map { exchange in
                let text = SignInText(exchange, in: say)
                return [
                    Styled(Moment.clock(exchange.updatedAt), .dim), Styled(text.who), place(text),
                    Styled(text.standing, exchange.state.style),
                ]
            })
        return [Styled(say("latest", german: "zuletzt"), .bold)] + table.rows(fittedTo: columns)
    }
}
