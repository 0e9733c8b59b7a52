import LocalAPI

/// What the command line says to a script; part of the contract.
enum CommandStatus: Int32, Equatable {
    case done = 0
    case notPossibleNow = 2
    case notFound = 3
    case serverFailed = 4
    case usage = 64
    case badInput = 65
    case daemonUnreachable = 69
    case other = 70

    init(_ code: Problem.Code) {
        switch code {
        case .wrongState, .wrongNumber, .expired, .conflict, .ambiguousID: self = .notPossibleNow
        case .notFound: self = .notFound
        case .refused, .unreachable, .unresolved: self = .serverFailed
        case .invalidRequest, .tooLarge: self = .badInput
        case .unavailable: self = .other
        }
    }

    /// For a refusal of the inbox's.
    init(inboxCode: String) {
        switch inboxCode {
        case "malformed", "too_large", "unsupported_type": self = .badInput
        case "unknown_enrollment": self = .notFound
        case "expired": self = .notPossibleNow
        default: self = .other
        }
    }
}

/// An error with its exit status and its sentence, as ``Voice`` has them.
struct Complaint: Error, Equatable {
    var status: CommandStatus
    var message: String

    init(_ status: CommandStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    init(_ error: any Error) {
        switch error {
        case let complaint as Complaint: self = complaint
        case let error as LocalAPIError: self.init(error)
        case let error as SocketPaths.Unknown:
            self.init(
                .daemonUnreachable,
                "smartpushd's sockets can't be found (\(error)); set SMARTPUSH_RUNTIME_DIR to their folder")
        case is OutputClosed:
            self.init(.other, "standard output can't be written to; make room where it leads")
        default: self.init(.other, Voice.sentence(String(describing: error)))
        }
    }

    private init(_ error: LocalAPIError) {
        switch error {
        case .problem(let problem):
            self.init(CommandStatus(problem.code), Voice.sentence(problem.detail))
        case .daemonUnreachable(let path, let why):
            self.init(
                .daemonUnreachable,
                "smartpushd is not reachable at \(path) (\(why)); start it with: systemctl --user start smartpushd")
        case .unintelligible(let why):
            self.init(
                .other,
                "smartpushd gave no answer that can be understood (\(why)); see: journalctl --user -u smartpushd")
        case .cancelled:
            self.init(.other, "given up before the answer came")
        }
    }
}

/// How an error sounds: one sentence with a small letter at its start and no full stop at its end.
enum Voice {
    static func firstSentence(_ text: String) -> String {
        var sentence = ""
        for character in text {
            if character.isNewline || (character == " " && sentence.last == ".") { break }
            sentence.append(character)
        }
        return self.sentence(sentence)
    }

    static func sentence(_ text: String) -> String {
        var text = text[...]
        while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
        // Two capitals are an abbreviation and stay.
        guard let first = text.first, first.isUppercase, text.dropFirst().first?.isUppercase != true else {
            return String(text)
        }
        return first.lowercased() + text.dropFirst()
    }
}
