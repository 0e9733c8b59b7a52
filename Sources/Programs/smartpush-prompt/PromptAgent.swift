import EventLoopExecutor
import LocalAPIClient
import LocalAPIModel
import Messages
import NIOCore
import PromptModel
import Systemd
import UnixSignals

/// The agent of the session. It carries out the effects of ``PromptMachine`` and passes events to it. All events go
/// through one stream, so they stay in order.
actor PromptAgent {
    enum Input: Sendable {
        case event(PromptMachine.Event)
        case sessionBus(BusMessage)
        /// A notification service answered with its name and capabilities.
        case service(NotificationService, owner: String)
        case screenLock(Bool, source: String)
        case end(BusError?)
    }

    let api: LocalAPIClient
    let dialogs: DialogRunner
    let store: NotificationStore
    let log: PromptLog
    let loop: any EventLoop
    let executor: EventLoopExecutor
    let send: @Sendable (Input) -> Void
    private let inputs: AsyncStream<Input>

    var machine = PromptMachine(in: .ofUser)
    var lock = ScreenLock()
    var service: (about: NotificationService, owner: String)?
    var session: MessageBus?
    var system: MessageBus?
    var isActive = false
    var dialogTasks: [String: Task<Void, Never>] = [:]
    private var timer: Scheduled<Void>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    init(
        api: LocalAPIClient, dialogs: DialogRunner, store: NotificationStore, log: PromptLog, loop: any EventLoop,
        executor: EventLoopExecutor
    ) {
        self.api = api
        self.dialogs = dialogs
        self.store = store
        self.log = log
        self.loop = loop
        self.executor = executor
        let (stream, continuation) = AsyncStream.makeStream(of: Input.self)
        inputs = stream
        send = { continuation.yield($0) }
    }

    /// Runs until a signal or the end of the session.
    func run() async throws {
        try await connect()
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let waiting = Task(executorPreference: executor) { [send] in
            for await _ in signals { send(.end(nil)) }
        }
        defer { waiting.cancel() }
        ServiceNotifier.ready()
        for await input in inputs {
            if case .end(let error) = input {
                if let error { throw PromptExitReason.sessionBusGone(why: error.description) }
                break
            }
            await handle(input)
        }
        ServiceNotifier.stopping()
        await closeEverything()
    }

    private func handle(_ input: Input) async {
        switch input {
        case .event(let event):
            if case .dialogEnded(_, let id) = event { dialogTasks[id] = nil }
            await apply(event)
        case .sessionBus(let message): await received(message)
        case .service(let about, let owner): await serviceAppeared(about, owner)
        case .screenLock(let isLocked, let source):
            lock.note(isLocked, by: source)
            if lock.isLocked != machine.isLocked { await apply(.screenLocked(lock.isLocked)) }
        case .end: break
        }
    }

    func apply(_ event: PromptMachine.Event) async {
        let before = machine.notifications
        let now = Instant(wall: DisplayTime.now(), steady: BootTimer.now())
        for effect in machine.apply(event, at: now) { await carryOut(effect) }
        if machine.notifications != before { saveNotifications() }
    }

    private func carryOut(_ effect: PromptMachine.Effect) async {
        switch effect {
        case .show(let content, let id, let replaced, let ticket):
            await show(content, replacing: replaced, answer: (id, ticket))
        case .close(let notification): await session?.call(NotificationCalls.close(notification)) { _ in }
        case .decide(let decision, let id): decide(decision, id)
        case .openDialog(let question, let id): openDialog(question, id)
        case .closeDialog(let id): dialogTasks.removeValue(forKey: id)?.cancel()
        case .lookUp(let id): lookUp(id)
        case .findService: await findService()
        case .setTimer(let pause): setTimer(after: pause)
        }
    }

    private func setTimer(after pause: Duration?) {
        timer?.cancel()
        timer = pause.map { pause in
            loop.scheduleTask(in: TimeAmount(pause)) { [send] in send(.event(.timerFired)) }
        }
    }

    func saveNotifications() {
        guard let service else { return }
        store.write(.init(service: service.owner, numbers: machine.notifications))
        log.debug(.onScreen(notifications: machine.notifications))
    }

    /// Closes all notifications, because their buttons do nothing without this process.
    private func closeEverything() async {
        timer?.cancel()
        for task in dialogTasks.values { task.cancel() }
        for notification in machine.notifications {
            var call = NotificationCalls.close(notification)
            call.timeout = .milliseconds(500)
            _ = try? await session?.answer(to: call)
        }
    }
}
