import LocalAPIClient
import LocalAPIModel
import Messages

/// What `smartpush watch` shows on a terminal, and what keys do.
///
/// Pure: it is told what happens and says what is to be done. Nothing is answered but by a key, and by no key that was
/// pressed before its sign-in had been on the screen for a moment.
struct WatchModel: Sendable {
    let language: Language
    var size: ScreenSize
    var now: WatchTime
    var isConnected = true
    /// The oldest first, so that a new one moves nothing.
    var open: [ExchangeDocument] = []
    /// The latest first.
    var ended: [ExchangeDocument] = []
    /// The one whose details are shown, and that keys answer.
    var selected: String?
    /// Deny was pressed, and whether it was the user is not answered yet.
    var isDenying = false
    /// What is typed of the number.
    var typed = ""
    /// The sign-ins on which a decision is on its way.
    var inFlight: Set<String> = []
    /// What a key, or the daemon, had to say; until the next key.
    var notice: Styled?
    /// Since when the focus has been on the screen.
    private var focusedSince: Double

    init(language: Language, size: ScreenSize, now: WatchTime) {
        self.language = language
        self.size = size
        self.now = now
        focusedSince = now.steady
    }

    /// How long a sign-in is on the screen before a key answers it. A key that was meant for another window, or for the
    /// sign-in before it, is pressed by then.
    static let armingDelay = 0.7

    mutating func take(_ event: WatchEvent, at time: WatchTime) -> [WatchAction] {
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
        case .changed(let exchange): return learn(exchange)
        case .listed(let open, let ended): list(open, ended)
        case .lost: isConnected = false
        case .decided(let id, let outcome): settle(id, outcome)
        case .resized(let size): self.size = size
        case .resumed, .tick: break
        }
        return []
    }
}

/// The clock on the wall, which can be set, and one that can't, in seconds.
struct WatchTime: Equatable, Sendable {
    var wall: Double
    var steady: Double
}

struct ScreenSize: Equatable, Sendable {
    var columns: Int
    var rows: Int

    /// Below this a sign-in can't be shown so that one knows what one answers.
    static let smallest = ScreenSize(columns: 40, rows: 12)

    var isEnough: Bool {
        columns >= Self.smallest.columns && rows >= Self.smallest.rows
    }
}

enum WatchEvent: Sendable {
    case key(Key)
    case changed(ExchangeDocument)
    /// What the daemon has, asked for at each connection.
    case listed(open: [ExchangeDocument], ended: [ExchangeDocument])
    case lost
    case decided(String, Result<DecisionOutcome, LocalAPIError>)
    case resized(ScreenSize)
    /// The screen was given back meanwhile, and is shown again.
    case resumed
    case tick

    var showsAnew: Bool {
        if case .resumed = self { true } else { false }
    }
}

enum WatchAction: Equatable, Sendable {
    case decide(Decision, on: String)
    case ring
    case quit
}

extension WatchModel {
    var selection: ExchangeDocument? {
        open.first { $0.id == selected }
    }

    var isArmed: Bool {
        now.steady - focusedSince >= Self.armingDelay
    }

    /// In how many seconds the screen changes though nothing happens: when keys begin to answer, or at the next second of a
    /// countdown. `nil` where it never does.
    func nextTick() -> Double? {
        guard !open.isEmpty else { return nil }
        let untilSecond = 1 - now.wall.truncatingRemainder(dividingBy: 1)
        return isArmed ? untilSecond : min(untilSecond, focusedSince + Self.armingDelay - now.steady)
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
