import Glibc
import LocalAPIClient
import LocalAPIModel
import Messages
import WatchModel

/// The live view: a thin shell around ``WatchModel`` and ``WatchScreen``, which have the logic.
struct LiveWatch {
    typealias Group = ThrowingTaskGroup<Void, any Error>

    let api: LocalAPIClient
    let inbox: AsyncStream<Input>.Continuation
    private let inputs: AsyncStream<Input>
    private var screen: Screen
    private var model: WatchModel
    private var parser = KeyParser()
    private var isTicking = false

    /// What can happen to the shell.
    enum Input: Sendable {
        case event(WatchEvent)
        case bytes(ArraySlice<UInt8>)
        case signal(Int32)
        /// The terminal's input has ended.
        case ended
        case failed(any Error)
    }

    private init(_ session: Session, _ screen: Screen) {
        api = session.api
        self.screen = screen
        model = WatchModel(language: session.say, size: screen.size, now: .now())
        (inputs, inbox) = AsyncStream.makeStream(of: Input.self)
    }

    /// Runs until the user quits. Throws any other reason, after it has restored the terminal.
    static func run(_ session: Session) async throws {
        // Called before the screen is taken, so that a missing daemon is reported as by every other command.
        _ = try await session.api.status()
        guard let screen = Screen(session.terminal) else {
            return try await PlainWatch(session: session, json: false).run()
        }
        let signals = await Signals(trapping: SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH)
        defer { withExtendedLifetime(signals) {} }
        var watch = LiveWatch(session, screen)
        try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            try await watch.play(signals.numbers, &group)
        }
    }

    private mutating func play(_ signals: AsyncStream<Int32>, _ group: inout Group) async throws {
        // Restores the terminal here, and not after the tasks have ended, because some of them end late.
        defer { screen.leave() }
        try screen.enter()
        listen(signals, &group)
        for await input in inputs {
            let actions = try events(of: input).flatMap { model.take($0, at: .now()) }
            for action in actions {
                switch action {
                case .quit: return
                case .ring: try screen.ring()
                case .decide(let decision, let id): decide(decision, on: id, &group)
                }
            }
            try screen.draw(WatchScreen(model: model, timeOfDay: DisplayTime.clock).lines())
            tick(&group)
        }
    }

    private mutating func events(of input: Input) throws -> [WatchEvent] {
        switch input {
        case .event(let event):
            if case .tick = event { isTicking = false }
            return [event]
        case .bytes(let bytes): return parser.keys(in: bytes).map { .key($0) }
        case .signal(SIGWINCH): return [.resized(screen.size)]
        case .signal(SIGTSTP):
            screen.leave()
            raise(SIGSTOP)
            // Execution continues here after SIGCONT, which is trapped, too.
            return []
        case .signal(SIGCONT):
            try screen.enter()
            return [.resized(screen.size), .resumed]
        case .signal(let number): throw EndedBySignal(number: number)
        case .ended: return [.key(.letter("q"))]
        case .failed(let error): throw error
        }
    }

    /// Sets a timer for the next change of the screen without an event.
    private mutating func tick(_ group: inout Group) {
        guard !isTicking, let pause = model.nextTick() else { return }
        isTicking = true
        group.addTask { [inbox] in
            try await Task.sleep(for: .seconds(pause))
            inbox.yield(.event(.tick))
        }
    }
}

extension WatchTime {
    private static let start = ContinuousClock.now

    static func now() -> WatchTime {
        WatchTime(wall: DisplayTime.now(), steady: (ContinuousClock.now - start) / .seconds(1))
    }
}
