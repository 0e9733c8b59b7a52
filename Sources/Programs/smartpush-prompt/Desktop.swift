import EventLoopExecutor
import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import Logging
import Messages
import NIOCore
import PromptModel
import Systemd
import UnixSignals

/// Carries out what the desk wants, and tells it what happens: everything passes through one stream, in order.
actor Desktop {
    enum Happening: Sendable {
        case desk(Desk.Event)
        case session(BusMessage)
        /// The service's answer to who it is, and what it can do.
        case service(NotificationService, owner: String)
        case lock(Bool, by: String)
        case end(BusError?)
    }

    let api: LocalAPIClient
    let dialogs: Dialogs
    let memory: NoticeMemory
    let logger: Logger
    let loop: any EventLoop
    let executor: EventLoopExecutor
    let tell: @Sendable (Happening) -> Void
    private let happenings: AsyncStream<Happening>

    var desk = Desk(in: .ofUser)
    var lock = ScreenLock()
    var service: (about: NotificationService, owner: String)?
    var session: MessageBus?
    var system: MessageBus?
    var isAtWork = false
    var dialogTasks: [String: Task<Void, Never>] = [:]
    private var alarm: Scheduled<Void>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    init(
        api: LocalAPIClient, dialogs: Dialogs, memory: NoticeMemory, logger: Logger, loop: any EventLoop,
        executor: EventLoopExecutor
    ) {
        self.api = api
        self.dialogs = dialogs
        self.memory = memory
        self.logger = logger
        self.loop = loop
        self.executor = executor
        let (stream, continuation) = AsyncStream.makeStream(of: Happening.self)
        happenings = stream
        tell = { continuation.yield($0) }
    }

    /// Until a signal ends it, or the session does.
    func run() async throws {
        try await connect()
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let waiting = Task(executorPreference: executor) { [tell] in
            for await _ in signals { tell(.end(nil)) }
        }
        defer { waiting.cancel() }
        ServiceNotifier.ready()
        for await happening in happenings {
            if case .end(let error) = happening {
                if let error { throw SessionBusGone(why: error.description) }
                break
            }
            await take(happening)
        }
        ServiceNotifier.stopping()
        await leave()
    }

    private func take(_ happening: Happening) async {
        switch happening {
        case .desk(let event):
            if case .picked(_, let id) = event { dialogTasks[id] = nil }
            await perform(event)
        case .session(let message): await heard(message)
        case .service(let about, let owner): await found(about, owner)
        case .lock(let isLocked, let source):
            lock.note(isLocked, by: source)
            if lock.isLocked != desk.isLocked { await perform(.locked(lock.isLocked)) }
        case .end: break
        }
    }

    func perform(_ event: Desk.Event) async {
        let before = desk.numbers
        let now = Instant(wall: Date().timeIntervalSince1970, steady: BootTimer.now())
        for effect in desk.apply(event, at: now) { await carryOut(effect) }
        if desk.numbers != before { remember() }
    }

    private func carryOut(_ effect: Desk.Effect) async {
        switch effect {
        case .show(let notice, let id, let number, let ticket):
            await show(notice, replacing: number, answer: (id, ticket))
        case .withdraw(let number): await session?.call(NotificationCalls.close(number)) { _ in }
        case .decide(let decision, let id): decide(decision, id)
        case .ask(let question, let id): ask(question, id)
        case .endAsking(let id): dialogTasks.removeValue(forKey: id)?.cancel()
        case .lookUp(let id): lookUp(id)
        case .findService: await findService()
        case .wake(let pause): wake(after: pause)
        }
    }

    private func wake(after pause: Duration?) {
        alarm?.cancel()
        alarm = pause.map { pause in
            loop.scheduleTask(in: TimeAmount(pause)) { [tell] in tell(.desk(.time)) }
        }
    }

    func remember() {
        guard let service else { return }
        memory.write(.init(service: service.owner, numbers: desk.numbers))
        logger.debug("on the screen: \(desk.numbers.map(String.init).joined(separator: " "))")
    }

    /// Takes away what is on the screen: without this process, its buttons would do nothing.
    private func leave() async {
        alarm?.cancel()
        for task in dialogTasks.values { task.cancel() }
        for number in desk.numbers {
            var call = NotificationCalls.close(number)
            call.timeout = .milliseconds(500)
            _ = try? await session?.answer(to: call)
        }
    }
}
