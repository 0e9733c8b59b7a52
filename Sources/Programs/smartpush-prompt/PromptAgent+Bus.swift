import Messages
import NIOCore
import PromptModel
import Systemd

// The session bus: whether another prompt is active, and the signals of other services.

extension PromptAgent {
    func connect() async throws {
        let session: MessageBus
        do {
            session = try MessageBus(.session, on: loop, executor: executor) { [send] in send(.end($0)) }
        } catch {
            throw PromptExitReason.noSessionBus(why: error.description)
        }
        self.session = session
        let owners = ([NotificationCalls.name] + ScreenLock.savers).map(BusCalls.ownerChanged(of:))
        for rule in [NotificationCalls.rule, BusCalls.nameAcquired, ScreenLock.saverRule] + owners {
            try await session.receive(rule) { [send] in send(.sessionBus($0)) }
        }
        try await session.start()
        for saver in ScreenLock.savers { await askSaver(saver) }
        await watchLogin()
        await requestName()
    }

    private func requestName() async {
        await session?.call(BusCalls.requestName) { [log, send] answer in
            switch answer {
            case .success(let reply) where reply.arguments.first?.number == BusCalls.inQueue: log.notice(.standby)
            case .success: break
            case .failure(let error): send(.end(error))
            }
        }
    }

    func received(_ message: BusMessage) async {
        let first = message.arguments.first
        let last = message.arguments.last
        switch message.member {
        case "NameAcquired": await activate()
        case "NameOwnerChanged":
            guard let name = first?.text, let owner = last?.text else { return }
            await ownerChanged(name, owner)
        case "ActiveChanged" where ScreenLock.savers.contains(message.interface):
            send(.screenLock(first?.truth ?? false, source: message.interface))
        case "ActionInvoked" where message.sender == service?.owner:
            guard let notification = first?.number, let key = last?.text else { return }
            await apply(.actionInvoked(notification, key: key))
        case "NotificationClosed" where message.sender == service?.owner:
            guard let notification = first?.number, let reason = last?.number else { return }
            await apply(.closed(notification, byUser: reason == NotificationCalls.dismissedByUser))
        default: break
        }
    }

    /// Makes this prompt the one that asks.
    private func activate() async {
        guard !isActive else { return }
        isActive = true
        log.notice(.active)
        await findService()
        followDaemon()
    }

    /// A name has a new owner, or none if `owner` is empty.
    private func ownerChanged(_ name: String, _ owner: String) async {
        guard name == NotificationCalls.name else {
            // A screen saver that has exited does not lock the screen any more.
            return owner.isEmpty ? send(.screenLock(false, source: name)) : await askSaver(name)
        }
        guard isActive, owner != service?.owner else { return }
        if service != nil {
            service = nil
            log.notice(.serviceGone)
        }
        await apply(.serviceVanished)
        if !owner.isEmpty { await findService() }
    }

    // MARK: The screen lock

    private func askSaver(_ name: String) async {
        await session?.call(ScreenLock.saverQuestion(name)) { [send] answer in
            let isLocked = (try? answer.get())?.arguments.first?.truth ?? false
            send(.screenLock(isLocked, source: name))
        }
    }

    /// logind is on the system bus. Without that bus, only the screen savers report the lock.
    private func watchLogin() async {
        let bus = try? MessageBus(.system, on: loop, executor: executor) { _ in }
        guard let bus else { return }
        system = bus
        let ask: @Sendable () -> Void = { [send, weak bus] in
            bus?.assumeIsolated { bus in
                bus.call(ScreenLock.loginQuestion) { answer in
                    let isLocked = (try? answer.get())?.arguments.first?.truth ?? false
                    send(.screenLock(isLocked, source: "logind"))
                }
            }
        }
        try? await bus.receive(ScreenLock.loginRule) { _ in ask() }
        try? await bus.start()
        loop.execute(ask)
    }
}
