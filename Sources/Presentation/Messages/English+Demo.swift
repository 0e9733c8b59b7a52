import LocalAPIModel

extension DemoMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .abstract: "Play a whole sign-in, with a simulated server and web page."
        case .discussion:
            """
            Starts a server and a smartpushd of its own in a temporary folder, enrolls, signs in as a web page would, and \
            removes everything again. Nothing of yours is touched. With --web you are the one who signs in, at the login \
            page in your browser, and who answers, in another terminal; it goes on until Ctrl-C. With --json, one object a \
            step.
            """
        case .interactiveFlag: "Ask at the terminal whether to allow the sign-in, and for the number."
        case .webFlag: "Open the login page to a browser, and say how to answer in another terminal."
        case .jsonFlag: "Print JSON for a program."
        case .flagsExcludeEachOther:
            "--web and --interactive exclude each other: with --web another terminal answers"

        case .actor(let actor): actor.rawValue
        case .serverListens(let baseURL): "the verification server listens at \(baseURL)"
        case .daemonIsReady(let version, let folder): "smartpushd \(version) is ready, with its files in \(folder)"
        case .isEnrolled(let sub, let tenant): "this desktop is enrolled for \(sub) at \(tenant)"
        case .offersSignIn(let device): "offers to sign in with Smart PUSH on \(device)"
        case .startsSignIn(let number): "starts the sign-in and shows the number \(number)"
        case .pushArrived: "received: the push has arrived and is safe on disk"
        case .pushIsBeingAcknowledged: "received: the push is safe on disk, and the server is being told"
        case .serverSaysWhoAsks(let asks): "acknowledged: the server says who asks: \(asks)"
        case .stateChanged(let state): "the sign-in is \(state.rawValue)"
        case .saysYes(let id): "say yes, as with: smartpush allow \(id)"
        case .choices(let numbers):
            "allowed: the numbers to choose from: "
                + (numbers.isEmpty ? "none, the number is typed" : numbers.joined(separator: "  "))
        case .picksNumber(let id, let number): "pick the page's number, as with: smartpush verify \(id) \(number)"
        case .numberAccepted: "authenticated: the server has accepted the number"
        case .saysNo(let id): "say no, as with: smartpush deny \(id)"
        case .pageShows(let number): "shows, as the web page would: \(number)"
        case .numberIsNoChoice: "that is none of the numbers; nothing was sent, look at the web page again"
        case .pageLearnsStatus(let status): "learns the sign-in's status: \(status)"
        case .isRedirected(let location): "is signed in and redirected to \(location)"

        case .askWhetherToAllow(let client): "allow or deny this sign-in to \(client)? [a/d] "
        case .askForNumber: "the number that the web page shows: "
        case .openLoginPage: "open this in a browser, and sign in with any name:"
        case .answerElsewhere: "answer in another terminal; the page shows the NUMBER:"
        case .verifyCommand: "smartpush verify NUMBER"
        case .endWithControlC: "end it with Ctrl-C; then all is removed again"
        case .endedByPerson: "ended it: nothing is left behind"

        case .folderNotMade(let path): "the folder \(path) can't be made; set TMPDIR to one that you may write to"
        case .programMissing(let name):
            "\(name) is neither beside smartpush-sim nor on PATH; install it, or build it with: swift build"
        case .programEndedEarly(let name, let line): "\(name) ended too early\(line.map { ": \($0)" } ?? "")"
        case .tookTooLong(let wait, let seconds): "\(wait.english) did not happen within \(seconds) s"
        case .inputEnded:
            "standard input ended before the answer; run it without --interactive to just watch"
        case .unusableBaseURL(let text): "the server's base URL can't be called: \(text)"
        case .noAnswerFromServer(let failure): "the web page got no answer from the server (\(failure.english))"
        case .unexpectedAnswer(let status, let body):
            "the server gave the web page an unexpected answer: status \(status) \(body)"
        case .noRedirect(let status, let body): "the server did not redirect the browser: status \(status) \(body)"
        case .noDeviceOffered: "the server offers the web page no device to ask"
        case .notAcknowledged: "the push was not acknowledged; run it again to see whether it happens every time"
        case .noOutcome(let decision): "\(decision.word) had no outcome in time; run it again"
        case .otherStateReached(let state): "the sign-in is \(state.rawValue) now; run it again"
        case .statesDiffer(let here, let there): "the device says \(here.rawValue) and the server says \(there)"
        case .eventsEnded: "smartpushd has stopped sending events; run the demonstration again"
        case .daemonDeclined(let detail): detail
        case .daemonUnreachable(let why): "smartpushd could not be reached (\(why.english)); run it again"
        case .daemonUnintelligible(let why): "smartpushd could not be understood (\(why.english)); run it again"
        case .callCancelled: "a call of smartpushd was cancelled; run it again"
        case .outputNotWritable: "standard output can't be written to; make room where it leads"
        case .unexpectedError(let description): description
        }
    }
}

extension DemoWait {
    fileprivate var english: String {
        switch self {
        case .serverStart: "the start of the server"
        case .daemonStart: "the start of smartpushd"
        case .arrivalOfPush: "the arrival of the push"
        case .endOnPage: "the end of the sign-in on the web page"
        }
    }
}
