import LocalAPIClient
import LocalAPIModel
import Messages

// What keys do.

extension WatchModel {
    mutating func press(_ key: Key) -> [WatchAction] {
        notice = nil
        switch key {
        case .letter("q"): return [.quit]
        case _ where !isConnected || !size.isEnough: return []
        case .up: select(by: -1)
        case .down: select(by: 1)
        default: return answer(with: key)
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
        case (.received, .letter("a")), (.received, .letter("d")):
            notice = Styled(
                language("not yet: the server is being told", german: "noch nicht: der Server wird informiert"))
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

    /// The second step of a denial: whether it was the user.
    private mutating func deny(_ exchange: ExchangeDocument, with key: Key) -> [WatchAction] {
        switch key {
        case .letter("n"): return decide(.deny(reason: SignInText.notMe), exchange)
        case .letter(Self.yes(in: language)): return decide(.deny(reason: nil), exchange)
        case .escape: isDenying = false
        default: break
        }
        return []
    }

    static func yes(in language: Language) -> Character {
        switch language {
        case .english: "y"
        case .german: "j"
        }
    }

    /// A number that is not offered is not sent: the server allows one try.
    private mutating func verify(_ exchange: ExchangeDocument) -> [WatchAction] {
        guard !typed.isEmpty else { return [] }
        if let choices = exchange.choices, !choices.contains(typed) {
            notice = Styled(
                language(
                    "\(typed) is not one of the numbers; nothing was sent",
                    german: "\(typed) ist keine der Zahlen; nichts wurde gesendet"), .bad)
            typed = ""
            return []
        }
        return decide(.verify(number: typed), exchange)
    }

    private mutating func decide(_ decision: Decision, _ exchange: ExchangeDocument) -> [WatchAction] {
        inFlight.insert(exchange.id)
        isDenying = false
        typed = ""
        return [.decide(decision, on: exchange.id)]
    }

    private mutating func ifArmed(_ act: (inout WatchModel) -> [WatchAction]) -> [WatchAction] {
        guard isArmed else {
            notice = Styled(language("too soon: read it first", german: "zu früh: erst lesen"))
            return []
        }
        return act(&self)
    }

    /// A decision is on its way; the daemon's own telling of the arrival is none.
    func isUnderWay(_ exchange: ExchangeDocument) -> Bool {
        inFlight.contains(exchange.id) || (exchange.operation != nil && exchange.state != .received)
    }
}
