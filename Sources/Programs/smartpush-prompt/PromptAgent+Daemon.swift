import LocalAPIClient
import LocalAPIModel
import Messages
import PromptModel
import SignInModel

// The daemon, and the windows that ask for a number. Slow calls run in their own tasks.

extension PromptAgent {
    /// Passes on the daemon's events as long as this process runs.
    func followDaemon() {
        Task(executorPreference: executor) { [api, log, send] in
            var follower = EventFollower(api, persistence: .always)
            var isDisconnected = false
            // It ends only when its task is cancelled.
            try? await follower.run { update in
                switch update {
                case .connected(let open, _):
                    if isDisconnected { log.notice(.daemonBack) }
                    isDisconnected = false
                    // The open sign-ins replace all missed events, including those before the prompt started.
                    send(.event(.listed(open.map(SignIn.init))))
                case .changed(let exchange): send(.event(.changed(SignIn(exchange))))
                case .broken(let reason): log.notice(.streamBroken(reason: reason))
                case .disconnected:
                    isDisconnected = true
                    log.notice(.daemonAway)
                }
            }
        }
    }

    func decide(_ decision: Decision, _ id: String) {
        log.info(.pressed(decision: decision.word, id: id))
        Task(executorPreference: executor) { [api, send] in
            do {
                send(.event(.decided(SignIn(try await api.decide(decision, on: id).exchange))))
            } catch LocalAPIError.problem(let problem) {
                send(.event(.decisionFailed(.declined(problem), signIn: id)))
            } catch {
                send(.event(.decisionFailed(.unanswered, signIn: id)))
            }
        }
    }

    func lookUp(_ id: String) {
        Task(executorPreference: executor) { [api, send] in
            do {
                send(.event(.changed(SignIn(try await api.exchange(id)))))
            } catch LocalAPIError.problem(let problem) where problem.code == .notFound {
                send(.event(.notFound(signIn: id)))
            } catch {
                // If the daemon can't be reached, it is asked again when the events resume.
            }
        }
    }

    func openDialog(_ question: NumberQuestion, _ id: String) {
        dialogTasks[id] = Task(executorPreference: executor) { [dialogs, send] in
            let result = await dialogs.ask(question)
            if !Task.isCancelled { send(.event(.dialogEnded(result, signIn: id))) }
        }
    }
}
