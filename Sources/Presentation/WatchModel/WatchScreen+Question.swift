import LocalAPIModel
import Messages
import SignInModel
import TextLayout

// The selected sign-in: the question and the keys that answer it.

extension WatchScreen {
    /// Who asks, and everything that helps the user recognize their own sign-in. The most important lines come first,
    /// because there may be little room.
    func description(of signIn: SignIn) -> [Styled] {
        let details = details(of: signIn)
        let rows = model.size.rows
        let lines =
            rows < 20 ? details.lines().prefix(4) : details.lines(fitting: model.size.columns - 2).prefix(rows - 14)
        return [Styled(say(.isItYou(application: signIn.application)), .bold)] + lines.map { "  " + $0 }
    }

    private func details(of signIn: SignIn) -> Details {
        let text = signIn.text(in: language)
        let rows: [(WatchLabel, String)] = [
            (.place, signIn.place), (.device, text.device), (.account, text.account), (.message, signIn.message),
            (.address, signIn.address), (.ip, signIn.ip == signIn.place ? "" : signIn.ip),
        ]
        var details = Details()
        for (label, value) in rows { details.add(say(.label(label)), value) }
        return details
    }

    func question(_ signIn: SignIn) -> [Styled] {
        guard model.isConnected else { return [] }
        if model.isUnderWay(signIn) { return [Styled(say(.serverIsBeingTold), .dim)] }
        if model.isDenying { return denial }
        return switch signIn.state {
        case .received: [Styled(say(.serverIsAsked), .dim)]
        case .acknowledged: model.isArmed ? answers : [moment, ""]
        case .allowed: number(signIn)
        case .authenticated, .denied, .cancelled, .expired, .refused, .unresolved: []
        }
    }

    /// Shown in place of the keys as long as they do not answer.
    private var moment: Styled {
        Styled(say(.moment), .dim)
    }

    private var answers: [Styled] {
        [keys([("a", .allow)]), keys([("d", .deny)])]
    }

    private var denial: [Styled] {
        [
            Styled(say(.didYouStartIt), .bold),
            keys([("n", .notMe), (String(WatchModel.yes(in: language)), .yes), ("Esc", .back)]),
        ]
    }

    private func number(_ signIn: SignIn) -> [Styled] {
        let choices = (signIn.choices ?? []).joined(separator: "  ")
        let offered = DisplayWidth.wrapped(choices, to: model.size.columns - 2).map { Styled("  " + $0, .bold) }
        let working = keys([("Enter", .send), ("d", .denyInstead)])
        return [Styled(say(.typeNumber))] + offered + [
            Styled("> \(model.typed)_", .bold).padded(to: 10) + (model.isArmed ? working : moment)
        ]
    }
}
