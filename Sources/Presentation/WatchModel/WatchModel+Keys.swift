import LocalAPIModel
import Messages
import SignInModel
import TextLayout

// What keys do.

extension WatchModel {
    mutating func press(_ key: Key) -> [WatchAction] {
        notice = nil
        switch key {
        case .letter("q"): return [.quit]
        case _ where !isConnected || !size.isEnough: return []
        case .up: select(by: -1)
        case .down: select(by: 1)
        case .letter, .digit, .enter, .backspace, .escape: return answer(with: key)
        }
        return []
    }

    private mutating func select(by step: Int) {
        guard let index = open.firstIndex(where: { $0.id == selected }) else { return }
        selected = open[(index + step + open.count) % open.count].id
    }

    private mutating func answer(with key: Key) -> [WatchAction] {
        guard let selection, !isUnderWay(selection) else { return [] }
        if isDenying { return deny(selection, with: key) }
        switch (selection.state, key) {
        case (.received, .letter("a")), (.received, .letter("d")): notice = Styled(say(.notYet))
        case (.acknowledged, .letter("a")):
            return ifArmed { $0.decide(.allow, selection) }
        case (.acknowledged, .letter("d")), (.allowed, .letter("d")):
            return ifArmed { model in
                model.isDenying = true
                return []
            }
        case (.allowed, .digit(let digit)): if typed.count < Self.longestNumber { typed.append(digit) }
        case (.allowed, .backspace): _ = typed.popLast()
        case (.allowed, .escape): typed = ""
        case (.allowed, .enter): return ifArmed { $0.verify(selection) }
        default: break
        }
        return []
    }

    private static let longestNumber = 16

    /// The second step of a denial: the user says whether the sign-in was their own.
    private mutating func deny(_ signIn: SignIn, with key: Key) -> [WatchAction] {
        switch key {
        case .letter("n"): return decide(.deny(reason: SignIn.notMe), signIn)
        case .letter(Self.yes(in: language)): return decide(.deny(reason: nil), signIn)
        case .escape: isDenying = false
        case .letter, .digit, .enter, .backspace, .up, .down: break
        }
        return []
    }

    /// The key for "yes": the first letter of that word.
    static func yes(in language: Language) -> Character {
        switch language {
        case .english: "y"
        case .german: "j"
        }
    }

    /// Does not send a number that is not among the choices, because the server allows only one try.
    private mutating func verify(_ signIn: SignIn) -> [WatchAction] {
        guard !typed.isEmpty else { return [] }
        if let choices = signIn.choices, !choices.contains(typed) {
            notice = Styled(say(.notOffered(number: typed)), .bad)
            typed = ""
            return []
        }
        return decide(.verify(number: typed), signIn)
    }

    private mutating func decide(_ decision: Decision, _ signIn: SignIn) -> [WatchAction] {
        inFlight.insert(signIn.id)
        isDenying = false
        typed = ""
        return [.decide(decision, on: signIn.id)]
    }

    private mutating func ifArmed(_ act: (inout WatchModel) -> [WatchAction]) -> [WatchAction] {
        guard isArmed else {
            notice = Styled(say(.tooSoon))
            return []
        }
        return act(&self)
    }

    /// Whether a decision is being sent. The acknowledgement that the daemon sends is not a decision.
    func isUnderWay(_ signIn: SignIn) -> Bool {
        inFlight.contains(signIn.id) || (signIn.operation != nil && signIn.isConfirmed)
    }
}
