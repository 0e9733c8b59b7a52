import Messages
import PushEngine
import PushExchange
import PushStore
import UnixListener

// Turns the values that the device's modules report into messages.

extension DatabaseFailure {
    init(_ error: PushStoreError) {
        self =
            switch error {
            case .full(let path): .full(path: path)
            case .notWritable(let path): .notWritable(path: path)
            case .damaged(let path, let detail): .damaged(path: path, detail: detail)
            case .newerSchema(let path): .newer(path: path)
            case .busy(let path): .locked(path: path)
            case .failed(let path, let detail): .failed(path: path, detail: detail)
            }
    }
}

extension ProblemMessage {
    init(_ reason: Unavailable) {
        self =
            switch reason {
            case .stopping: .stopping
            case .takingUp: .takingUp
            case .deregistering: .deregistering
            case .store(let error): .device(.database(DatabaseFailure(error)))
            case .fault(let description): .fault(description)
            }
    }
}

extension NoAnswerAdvice {
    init(_ next: AfterNoAnswer) {
        self =
            switch next {
            case .nothing: .none
            case .linkMayBeTaken: .giveLinkAgain
            case .pushIDMayBeTaken: .pushIDIsFoundOut
            }
    }
}

extension DaemonMessage {
    init(_ error: UnixListenerError) {
        self =
            switch error {
            case .anotherIsListening(let path): .anotherListens(path: path)
            case .notASocket(let path): .notASocket(path: path)
            case .pathTooLong(let path): .socketPathTooLong(path: path)
            case .failed(let path, let detail): .cantListen(path: path, detail: detail)
            case .noPeerCredentials: .noPeerCredentials
            }
    }
}
