import LocalAPIModel
package import Messages
import SignInModel
import TextLayout

/// What `smartpush watch` shows on a terminal, and what keys do.
///
/// Pure: it is told what happens and says what is to be done. Nothing is answered but by a key, and by no key that was
/// pressed before its sign-in had been on the screen for a moment.
package struct WatchModel: Sendable {
    let language: Language
    var size: ScreenSize
    var now: WatchTime
    var isConnected = true
    /// The oldest first, so that a new one moves nothing.
    var open: [SignIn] = []
    /// The latest first.
    var ended: [SignIn] = []
    /// The id of the sign-in whose details are shown, and that keys answer.
    var selected: String?
    /// Deny was pressed, and whether it was the user is not answered yet.
    var isDenying = false
    /// What is typed of the number.
    var typed = ""
    /// The sign-ins on which a decision is on its way.
    var inFlight: Set<String> = []
    /// What a key, or the daemon, led to; until the next key.
    var notice: Styled?
    /// Since when the focus has been on the screen, by the clock that nobody sets.
    private var focusedSince: Double

    /// Shows nothing yet; what the daemon has comes with ``WatchEvent/listed(open:ended:)``.
    package init(language: Language, size: ScreenSize, now: WatchTime) {
        self.language = language
        self.size = size
        self.now = now
        focusedSince = now.steady
    }

    /// How many seconds a sign-in is on the screen before a key answers it. A key that was meant for another window, or
    /// for the sign-in before it, is pressed by then.
    static let armingDelay = 0.7

    /// Takes in what happened.
    /// - Returns: what is to be done about it, in this order.
    package mutating func take(_ event: WatchEvent, at time: WatchTime) -> [WatchAction] {
        now = time
        let before = focus
        let actions = handle(event)
        if focus != before || event.showsAnew {
            focusedSince = now.steady
            isDenying = false
            typed = ""
        }
        return actions
    }

    private mutating func handle(_ event: WatchEvent) -> [WatchAction] {
        switch event {
        case .key(let key): return press(key)
        case .changed(let signIn): return learn(signIn)
        case .listed(let open, let ended): list(open, ended)
        case .disconnected: isConnected = false
        case .decided(let id, let outcome): settle(id, outcome)
        case .resized(let size): self.size = size
        case .resumed, .tick: break
        }
        return []
    }
}

extension WatchModel {
    var selection: SignIn? {
        open.first { $0.id == selected }
    }

    var isArmed: Bool {
        now.steady - focusedSince >= Self.armingDelay
    }

    /// In how many seconds the screen changes though nothing happens: when keys begin to answer, or at the next second
    /// of a countdown. `nil` where it never does.
    package func nextTick() -> Double? {
        guard !open.isEmpty else { return nil }
        let untilSecond = 1 - now.wall.truncatingRemainder(dividingBy: 1)
        return isArmed ? untilSecond : min(untilSecond, focusedSince + Self.armingDelay - now.steady)
    }

    func say(_ message: WatchMessage) -> String {
        language(.watch(message))
    }

    /// What a key would answer.
    private struct Focus: Equatable {
        var id: String?
        var state: ExchangeState?
        var isShown: Bool
    }

    private var focus: Focus {
        Focus(id: selected, state: selection?.state, isShown: isConnected && size.isEnough)
    }
}
