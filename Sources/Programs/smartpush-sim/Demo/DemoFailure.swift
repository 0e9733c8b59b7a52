import LocalAPIClient
import LocalAPIModel
import LoginPageClient
import Messages

/// Why the demonstration failed. The exit status is always 70.
struct DemoFailure: Error {
    let message: DemoMessage

    init(_ message: DemoMessage) {
        self.message = message
    }

    init(_ error: any Error) {
        switch error {
        case let failure as DemoFailure: self = failure
        case let error as LoginPageError: self.init(Self.message(error))
        case let error as LocalAPIError: self.init(Self.message(error))
        case is OutputClosed: self.init(.outputNotWritable)
        default: self.init(.unexpectedError(Voice.sentence(SafeText.line(String(describing: error)))))
        }
    }

    private static func message(_ error: LoginPageError) -> DemoMessage {
        switch error {
        case .unusableBaseURL(let text): .unusableBaseURL(SafeText.line(text))
        case .noAnswer(let failure): .noAnswerFromServer(failure)
        case .unexpectedAnswer(let answer): .unexpectedAnswer(status: answer.head.status, body: excerpt(of: answer))
        case .noRedirect(let answer): .noRedirect(status: answer.head.status, body: excerpt(of: answer))
        }
    }

    private static func message(_ error: LocalAPIError) -> DemoMessage {
        switch error {
        case .problem(let problem): .daemonDeclined(detail: Voice.sentence(SafeText.line(problem.detail)))
        case .daemonUnreachable(_, let why): .daemonUnreachable(why)
        case .unintelligible(let why): .daemonUnintelligible(why)
        case .cancelled: .callCancelled
        }
    }

    private static func excerpt(of answer: HTTPAnswer) -> String {
        SafeText.line(String(decoding: answer.body.prefix(300), as: UTF8.self))
    }
}
