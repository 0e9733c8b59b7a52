import Glibc
import LocalAPIClient
import LocalAPIModel
import Messages
import WatchModel

/// The live view: a thin shell around ``WatchModel`` and ``WatchScreen``.
struct LiveWatch {
    typealias Group = ThrowingTaskGroup<Void, any Error>

    let api: LocalAPIClient
    let inbox: AsyncStream<Input>.Continuation
    private let inputs: AsyncStream<Input>
    private var screen: Screen
    private var model: WatchModel
    private var parser = KeyParser()
    private var isTicking = false

    /// What happens to the shell.
    enum Input: Sendable {
        case event(WatchEvent)
        case bytes(ArraySlice<UInt8>)
        case signal(Int32)
        /// Nothing more can be typed.
        case ended
        case failed(any Error)
    }

    private init(_ session: Session, _ screen: Screen) {
        api = session.api
        self.screen = screen
        model = WatchModel(language: session.say, size: screen.size, now: .now())
        (inputs, inbox) = AsyncStream.makeStream(of: Input.self)
    }

    /// Until the user quits; throws what else ends it, with the terminal given back.
    static func run(_ session: Session) async throws {
        // While there is no screen yet, so that a daemon that is not there is said in the usual way.
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
        // Here, and not where the tasks have ended: whatever takes long to end, the terminal is given back at once.
        defer { screen.leave() }
        try screen.enter()
        listen(signals, &group)
        for await input in inputs {
            for event in try events(of: input) {
                for action in model.take(event, at: .now()) {
                    switch action {
                    case .quit: return
                    case .ring: try screen.ring()
                    case .decide(let decision, let id): decide(decision, on: id, &group)
                    }
                }
            }
            try screen.draw(WatchScreen(model: model, timeOfDay: Moment.clock).lines())
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
            // It goes on here after SIGCONT, which is trapped as well.
            return []
        case .signal(SIGCONT):
            try screen.enter()
            return [.resized(screen.size), .resumed]
        case .signal(let number): throw EndedBySignal(number: number)
        case .ended: return [.key(.letter("q"))]
        case .failed(let error): throw error
        }
    }

    /// Sees to it that the screen changes when it has to though nothing happens.
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
        WatchTime(wall: Moment.now(), steady: (ContinuousClock.now - start) / .seconds(1))
    }
}
