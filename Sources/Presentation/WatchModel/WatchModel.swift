import LocalAPIModel
package import Messages
import SignInModel
import TextLayout

/// The state of `smartpush watch` on a terminal, and what keys do.
///
/// It turns events into actions and does nothing else. Only a key answers a sign-in, and only after the sign-in has
/// been on the screen for a moment.
package struct WatchModel: Sendable {
    let language: Language
    var size: ScreenSize
    var now: WatchTime
    var isConnected = true
    /// Oldest first, so that a new one does not move the others.
    var open: [SignIn] = []
    /// Latest first.
    var ended: [SignIn] = []
    /// The id of the sign-in whose details are shown. Keys answer this one.
    var selected: String?
    /// The user pressed the key for "deny" and has not said yet whether the sign-in was their own.
    var isDenying = false
    /// The part of the number that was typed so far.
    var typed = ""
    /// The ids of the sign-ins about which a decision is being sent.
    var inFlight: Set<String> = []
    /// The result of a key or of a decision. It is shown until the next key.
    var notice: Styled?
    /// Since when the focus has been on the screen, by the steady clock.
    private var focusedSince: Double

    /// A model without sign-ins; ``WatchEvent/listed(open:ended:)`` brings them.
    package init(language: Language, size: ScreenSize, now: WatchTime) {
        self.language = language
        self.size = size
        self.now = now
        focusedSince = now.steady
    }

    /// How many seconds a sign-in has to be on the screen before a key answers it. This protects against keys that were
    /// meant for another window or for the sign-in before it.
    static let armingDelay = 0.7

    /// Handles an event.
    /// - Returns: the actions to carry out, in this order.
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

    /// After how many seconds the screen changes without an event: when keys begin to answer, or at the next second of
    /// a countdown. `nil` if it does not change.
    package func nextTick() -> Double? {
        guard !open.isEmpty else { return nil }
        let untilSecond = 1 - now.wall.truncatingRemainder(dividingBy: 1)
        return isArmed ? untilSecond : min(untilSecond, focusedSince + Self.armingDelay - now.steady)
    }

    func say(_ message: WatchMessage) -> String {
        language(.watch(message))
    }

    /// What a key would answer now.
    private struct Focus: Equatable {
        var id: String?
        var state: ExchangeState?
        var isShown: Bool
    }

    private var focus: Focus {
        Focus(id: selected, state: selection?.state, isShown: isConnected && size.isEnough)
    }
}
