import LocalAPIClient

extension FailureMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .signIn(_, let detail, let words), .enrollment(_, let detail, let words):
            Voice.sentence(SafeText.line(detail)) + Self.quoting(words, unlessIn: detail)
        case .problem(_, let detail), .inbox(_, let detail): Voice.sentence(SafeText.line(detail))
        case .noReason: "no reason is given"
        case .noConnection(let why): why.english
        case .noAnswer(let failure): failure.english
        case .daemonUnreachable(let path, let why): "smartpushd is not reachable at \(path) (\(why.english))"
        case .daemonToBeStarted(let path, let why):
            "\(Self.daemonUnreachable(path: path, why).english); start it with: systemctl --user start smartpushd"
        case .unintelligible(let why):
            "smartpushd gave no answer that can be understood (\(why.english)); see: journalctl --user -u smartpushd"
        case .cancelled: "given up before the answer came"
        }
    }

    private static func quoting(_ words: String?, unlessIn detail: String) -> String {
        guard let words, !words.isEmpty, !detail.contains(words) else { return "" }
        return " (its words: “\(SafeText.line(words))”)"
    }
}

extension UnusableAnswer {
    /// The words in English, as a part of a sentence.
    var english: String {
        switch self {
        case .http(let failure): failure.english
        case .noProblem(let status): "status \(status) without a problem document"
        case .requestNotEncodable: "the request can't be written as JSON"
        case .unexpectedDocument: "the answer is not the expected document"
        case .noInboxAnswer: "the inbox's answer can't be read"
        case .noEventStream(let type): "the answer is \(type.map(SafeText.line) ?? "nothing"), not an event stream"
        case .eventTooLarge: "an event is too large"
        case .unusableEvent: "an event is not an exchange with an id"
        }
    }
}

extension HTTPFailure {
    /// The words in English, as a part of a sentence.
    var english: String {
        switch self {
        case .unreachable(let why): why.english
        case .timedOut: "no answer in time"
        case .cutShort: "the connection ended before the answer was complete"
        case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
        case .malformed(let why): "the answer is not HTTP (\(SafeText.line(why)))"
        case .cancelled: "given up by the caller"
        }
    }
}

extension Unreachable {
    /// The words in English, as a part of a sentence.
    var english: String {
        switch self {
        case .noSocket: "there is no such socket"
        case .nothingListens: "nothing listens there"
        case .notPermitted: "not permitted"
        case .noStreamSocket: "that is no stream socket"
        case .pathTooLong: "the socket's path is longer than 107 bytes"
        case .unknownHost(let host): "no address is known for \(SafeText.line(host))"
        case .noAnswer: "no answer in time"
        case .system(let code): "error \(code) of connect"
        case .other(let words): SafeText.line(words)
        }
    }
}
