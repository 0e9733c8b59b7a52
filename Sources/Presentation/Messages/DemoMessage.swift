package import LocalAPIClient
package import LocalAPIModel

/// Everything that `smartpush-sim demo` says. ``english`` and ``german`` have every case, so no translation is missing.
///
/// Make text from a server or from the user's files safe (``SafeText``) before you put it in.
package enum DemoMessage: Sendable, Equatable {
    // Its help.
    case abstract
    case discussion
    case interactiveFlag
    case webFlag
    case jsonFlag
    case flagsExcludeEachOther

    // The steps.
    case actor(DemoActor)
    case serverListens(baseURL: String)
    case daemonIsReady(version: String, folder: String)
    case isEnrolled(sub: String, tenant: String)
    case offersSignIn(device: String)
    case startsSignIn(number: String)
    case pushArrived
    case pushIsBeingAcknowledged
    case serverSaysWhoAsks(String)
    case stateChanged(ExchangeState)
    case saysYes(id: String)
    case choices([String])
    case picksNumber(id: String, number: String)
    case numberAccepted
    case saysNo(id: String)
    case pageShows(number: String)
    case numberIsNoChoice
    case pageLearnsStatus(String)
    case isRedirected(location: String)

    // Questions and instructions.
    case askWhetherToAllow(client: String)
    case askForNumber
    case openLoginPage
    case answerElsewhere
    case verifyCommand
    case endWithControlC
    case endedByPerson

    // Errors.
    case folderNotMade(path: String)
    case programMissing(String)
    case programEndedEarly(String, lastLine: String?)
    case tookTooLong(DemoWait, seconds: Int64)
    case inputEnded
    case unusableBaseURL(String)
    case noAnswerFromServer(HTTPFailure)
    case unexpectedAnswer(status: Int, body: String)
    case noRedirect(status: Int, body: String)
    case noDeviceOffered
    case notAcknowledged
    case noOutcome(Decision)
    case otherStateReached(ExchangeState)
    case statesDiffer(here: ExchangeState, there: String)
    case eventsEnded
    case daemonDeclined(detail: String)
    case daemonUnreachable(Unreachable)
    case daemonUnintelligible(UnusableAnswer)
    case callCancelled
    case outputNotWritable
    case unexpectedError(String)
}

/// Who acts in a step of the demonstration. The raw value is used in its JSON.
package enum DemoActor: String, Codable, Sendable {
    case server
    case daemon
    case page
    case device
    case you
}

/// What the demonstration waits for.
package enum DemoWait: Sendable, Equatable {
    case serverStart
    case daemonStart
    case arrivalOfPush
    case endOnPage
}

extension Language {
    /// The message in this language.
    package func callAsFunction(_ message: DemoMessage) -> String {
        self(.demo(message))
    }
}
