import LocalAPIModel
import Messages
import SignInModel
import TextLayout

extension SignIn {
    /// The state, and the step that is being sent.
    func styledState(in say: Language) -> Styled {
        let styled = Styled(text(in: say).state, state.style)
        guard let operation else { return styled }
        return styled + Styled(" " + say(.signIn(.stepUnderWay(operation.step))), .dim)
    }

    /// One line about a change, for `watch`.
    func changeLine(now: Double, in say: Language) -> Styled {
        let text = text(in: say)
        let failure = failure.map { "\($0.code): \(text.failure)" } ?? ""
        let details = [application, text.account, place, text.device, text.timeLeft(now: now), failure]
            .filter { !$0.isEmpty }
        return Styled(DisplayTime.clock(updatedAt) + "  ", .dim) + Styled(shortID + "  ") + styledState(in: say)
            + Styled("  " + details.joined(separator: "  "))
    }
}
