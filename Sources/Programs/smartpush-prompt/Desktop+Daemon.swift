import LocalAPIClient
import LocalAPIModel
import Logging
import PromptModel

// The daemon, and the windows that ask for a number: what takes its time runs in a task of its own.

extension Desktop {
    func decide(_ decision: Decision, _ id: String) {
        logger.info("\(decision.word) of sign-in \(id) was pressed")
        Task(executorPreference: executor) { [api, tell] in
            do {
                tell(.desk(.decided(try await api.decide(decision, on: id).exchange)))
            } catch LocalAPIError.problem(let problem) {
                tell(.desk(.undecided(.declined(problem), exchange: id)))
            } catch {
                tell(.desk(.undecided(.unanswered, exchange: id)))
            }
        }
    }

    func lookUp(_ id: String) {
        Task(executorPreference: executor) { [api, tell] in
            do {
                tell(.desk(.changed(try await api.exchange(id))))
            } catch LocalAPIError.problem(let problem) where problem.code == .notFound {
                tell(.desk(.forgotten(exchange: id)))
            } catch {
                // Whoever can't be reached is asked again when the events resume.
            }
        }
    }

    func ask(_ question: Question, _ id: String) {
        dialogTasks[id] = Task(executorPreference: executor) { [dialogs, tell] in
            let end = await dialogs.ask(question)
            if !Task.isCancelled { tell(.desk(.picked(end, exchange: id))) }
        }
    }
}
