import Logging
import NIOCore
import PromptModel
import Systemd

// The buses: the notification service, the screen's lock, and whether another prompt is at work.

extension Desktop {
    func connect() async throws {
        let session: MessageBus
        do {
            session = try MessageBus(.session, on: loop, executor: executor) { [tell] in tell(.end($0)) }
        } catch {
            throw NoSessionBus(why: error.description)
        }
        self.session = session
        let owners = ([NotificationCalls.name] + ScreenLock.savers).map(BusCalls.ownerChanged(of:))
        for rule in [NotificationCalls.rule, BusCalls.nameAcquired, ScreenLock.saverRule] + owners {
            try await session.receive(rule) { [tell] in tell(.session($0)) }
        }
        try await session.start()
        for saver in ScreenLock.savers { await askSaver(saver) }
        await watchLogin()
        await session.call(BusCalls.requestName) { [logger, tell] answer in
            switch answer {
            case .success(let reply) where reply.arguments.first?.number == BusCalls.inLine:
                logger.notice("another smartpush-prompt is at work here; this one waits for its end")
            case .success: break
            case .failure(let error): tell(.end(error))
            }
        }
    }

    func heard(_ message: BusMessage) async {
        switch message.member {
        case "NameAcquired": await begin()
        case "NameOwnerChanged":
            guard let name = message.arguments.first?.text, let owner = message.arguments.last?.text else { return }
            await changed(name, owner)
        case "ActiveChanged" where ScreenLock.savers.contains(message.interface):
            tell(.lock(message.arguments.first?.truth ?? false, by: message.interface))
        case "ActionInvoked" where message.sender == service?.owner:
            guard let number = message.arguments.first?.number, let word = message.arguments.last?.text else { return }
            await perform(.pressed(number: number, word: word))
        case "NotificationClosed" where message.sender == service?.owner:
            guard let number = message.arguments.first?.number, let reason = message.arguments.last?.number else {
                return
            }
            await perform(.closed(number: number, byPerson: reason == 2))
        default: break
        }
    }

    /// This prompt is the one that asks.
    private func begin() async {
        guard !isAtWork else { return }
        isAtWork = true
        logger.notice("sign-ins are shown here from now on")
        await findService()
        let follower = Follower(api: api, logger: logger, loop: loop) { [tell] in tell(.desk($0)) }
        Task(executorPreference: executor) { await follower.run() }
    }

    // MARK: The notification service

    func show(_ notice: Notice, replacing number: UInt32, answer: (exchange: String, ticket: Int)) async {
        let (id, ticket) = answer
        guard let service else { return tell(.desk(.notShown(exchange: id, ticket: ticket))) }
        await session?.call(NotificationCalls.show(notice, replacing: number, service.about)) { [tell] answer in
            guard case .success(let reply) = answer, let number = reply.arguments.first?.number else {
                return tell(.desk(.notShown(exchange: id, ticket: ticket)))
            }
            tell(.desk(.shown(number: number, exchange: id, ticket: ticket)))
        }
    }

    /// Asks it who it is and what it can do, which starts it where the bus knows how.
    func findService() async {
        await session?.call(NotificationCalls.information) { [tell, weak session] answer in
            guard case .success(let reply) = answer, let name = reply.arguments.first?.text, let session else {
                return tell(.desk(.serviceWent))
            }
            session.assumeIsolated { session in
                session.call(NotificationCalls.capabilities) { answer in
                    let known = (try? answer.get())?.arguments.first?.texts ?? []
                    tell(.service(NotificationService(name: name, capabilities: Set(known)), owner: reply.sender))
                }
            }
        }
    }

    func found(_ about: NotificationService, _ owner: String) async {
        guard isAtWork else { return }
        service = (about, owner)
        let earlier = memory.read().map { $0.service == owner ? $0.numbers : [] } ?? []
        await perform(.serviceCame(about, earlier: earlier))
        remember()
    }

    /// A name has another owner now; none where that is empty.
    private func changed(_ name: String, _ owner: String) async {
        guard name == NotificationCalls.name else {
            // One that has gone has nothing locked, whatever it said last.
            return owner.isEmpty ? tell(.lock(false, by: name)) : await askSaver(name)
        }
        guard isAtWork, owner != service?.owner else { return }
        if service != nil {
            service = nil
            logger.notice("the notification service has gone")
        }
        await perform(.serviceWent)
        if !owner.isEmpty { await findService() }
    }

    // MARK: The screen's lock

    private func askSaver(_ name: String) async {
        await session?.call(ScreenLock.saverQuestion(name)) { [tell] answer in
            let isLocked = (try? answer.get())?.arguments.first?.truth ?? false
            tell(.lock(isLocked, by: name))
        }
    }

    /// logind is on the system's bus. Where there is none, the screen savers have to do.
    private func watchLogin() async {
        let bus = try? MessageBus(.system, on: loop, executor: executor) { _ in }
        guard let bus else { return }
        system = bus
        let ask: @Sendable () -> Void = { [tell, weak bus] in
            bus?.assumeIsolated { bus in
                bus.call(ScreenLock.loginQuestion) { answer in
                    tell(.lock((try? answer.get())?.arguments.first?.truth ?? false, by: "logind"))
                }
            }
        }
        try? await bus.receive(ScreenLock.loginRule) { _ in ask() }
        try? await bus.start()
        loop.execute(ask)
    }
}
