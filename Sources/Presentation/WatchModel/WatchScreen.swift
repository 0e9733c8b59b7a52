import Messages
import SignInModel
package import TextLayout

/// The model as lines that fill a terminal of its size.
package struct WatchScreen {
    let model: WatchModel
    private let timeOfDay: (String) -> String

    /// `timeOfDay` turns an RFC 3339 time into the user's local time, such as `12:04:31`.
    package init(model: WatchModel, timeOfDay: @escaping (String) -> String) {
        self.model = model
        self.timeOfDay = timeOfDay
    }

    var language: Language { model.language }
    private var columns: Int { model.size.columns }
    private var rows: Int { model.size.rows }
    /// Whether there is room for blank lines.
    private var isAiry: Bool { rows >= 20 }

    /// The lines, one for each row of the terminal.
    package func lines() -> [Styled] {
        guard model.size.isEnough else { return filled(tooSmall(), to: rows) }
        let top = [header] + gap
        let bottom = selected() + notice()
        // The open ones get the room that is left, but at least one line. The ended ones get the rest.
        let open = signIns(most: max(1, rows - 1 - top.count - bottom.count))
        let lines = top + open + bottom + gap
        return (filled(lines + history(room: rows - 1 - lines.count), to: rows - 1) + [footer])
            .map { $0.truncated(to: columns) }
    }

    func say(_ message: WatchMessage) -> String {
        model.say(message)
    }

    private func selected() -> [Styled] {
        guard let selection = model.selection else { return [] }
        return gap + description(of: selection) + gap + question(selection)
    }

    private func filled(_ lines: [Styled], to count: Int) -> [Styled] {
        Array((lines + Array(repeating: "", count: count)).prefix(count))
    }

    private var gap: [Styled] { isAiry ? [""] : [] }

    private func tooSmall() -> [Styled] {
        let smallest = ScreenSize.smallest
        let words = say(.windowTooSmall(columns: smallest.columns, rows: smallest.rows))
        return DisplayWidth.wrapped(words, to: columns).map { Styled($0) }
    }

    private var header: Styled {
        let title = Styled("smartpush", .bold) + "  "
        return title
            + (model.isConnected
                ? Styled(say(.openSignIns(count: model.open.count))) : Styled(say(.daemonGone), .bad))
    }

    private var footer: Styled {
        let choose = model.open.count > 1 ? [("↑ ↓", WatchKeyMessage.choose)] : []
        return keys(choose + [("q", .quit)])
    }

    private func notice() -> [Styled] {
        let lines = (model.notice ?? "").wrapped(to: columns)
        return gap + lines.prefix(isAiry ? 2 : 1)
    }

    /// A line such as `a allow   d deny`.
    func keys(_ keys: [(key: String, does: WatchKeyMessage)]) -> Styled {
        var line: Styled = ""
        for (index, pair) in keys.enumerated() {
            line = line + (index == 0 ? "" : "   ") + Styled(pair.key, .bold) + Styled(" " + say(.key(pair.does)))
        }
        return line
    }
}

// The lists.
extension WatchScreen {
    /// The open sign-ins. If there are too many, only those around the selected one.
    private func signIns(most: Int) -> [Styled] {
        let selected = model.open.firstIndex { $0.id == model.selected } ?? 0
        let first = max(0, min(selected - most / 2, model.open.count - most))
        let shown = model.open[first...].prefix(most)
        let table = Table(
            columns: [Column("", narrowest: 10), .account(""), Column(""), Column("", narrowest: 12), .fixed("")],
            rows: shown.map { row($0) })
        return table.rows(fittedTo: columns)
    }

    private typealias Column = Table.Column

    private func row(_ signIn: SignIn) -> [Styled] {
        let text = signIn.text(in: language)
        let application =
            signIn.id == model.selected
            ? Styled("> \(signIn.application)", .bold) : Styled("  \(signIn.application)")
        return [
            application, account(signIn), place(signIn), Styled(text.standing, signIn.state.style),
            Styled(text.timeLeft(now: model.now.wall)),
        ]
    }

    /// As its place, if there is little room.
    private func account(_ signIn: SignIn) -> Styled {
        columns < 60 ? "" : Styled(signIn.text(in: language).account)
    }

    /// If there is little room, only the selected one shows its place.
    private func place(_ signIn: SignIn) -> Styled {
        columns < 60 ? "" : Styled(signIn.place)
    }

    private func history(room: Int) -> [Styled] {
        guard room > 1, !model.ended.isEmpty else { return [] }
        let table = Table(
            columns: [.fixed(""), Column("", narrowest: 8), .account(""), Column(""), Column("")],
            rows: model.ended.prefix(room - 1).map { signIn in
                [
                    Styled(timeOfDay(signIn.updatedAt), .dim), Styled(signIn.application), account(signIn),
                    place(signIn),
                    Styled(signIn.text(in: language).standing, signIn.state.style),
                ]
            })
        return [Styled(say(.latest), .bold)] + table.rows(fittedTo: columns)
    }
}
