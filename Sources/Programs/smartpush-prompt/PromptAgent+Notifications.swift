import PromptModel
import Systemd

// The notification service.

extension PromptAgent {
    /// Asks the service to show `content`. `answer` identifies what the service's answer is for.
    func show(
        _ content: NotificationContent, replacing replaced: NotificationID, answer: (signIn: String, ticket: Int)
    ) async {
        let (id, ticket) = answer
        guard let service else { return send(.event(.notShown(signIn: id, ticket: ticket))) }
        await session?.call(NotificationCalls.show(content, replacing: replaced, service.about)) { [send] answer in
            guard case .success(let reply) = answer, let notification = reply.arguments.first?.number else {
                return send(.event(.notShown(signIn: id, ticket: ticket)))
            }
            send(.event(.shown(notification, signIn: id, ticket: ticket)))
        }
    }

    /// Asks the service for its name and capabilities. The bus starts the service if it can.
    func findService() async {
        await session?.call(NotificationCalls.information) { [send, weak session] answer in
            guard case .success(let reply) = answer, let name = reply.arguments.first?.text, let session else {
                return send(.event(.serviceVanished))
            }
            session.assumeIsolated { session in
                session.call(NotificationCalls.capabilities) { answer in
                    let known = (try? answer.get())?.arguments.first?.texts ?? []
                    send(.service(NotificationService(name: name, capabilities: Set(known)), owner: reply.sender))
                }
            }
        }
    }

    func serviceAppeared(_ about: NotificationService, _ owner: String) async {
        guard isActive else { return }
        service = (about, owner)
        let leftovers = store.read().map { $0.service == owner ? $0.numbers : [] } ?? []
        await apply(.serviceAppeared(about, leftovers: leftovers))
        saveNotifications()
    }
}
