import LocalAPIModel
import Settings

extension PromptMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .question(let application): "Sign in to \(application)?"
        case .quotation(let text): "“\(text)”"
        case .origin(let text): "From: \(text)"
        case .device(let text): "With: \(text)"
        case .account(let text): "Account: \(text)"
        case .whatAnswersDo: "Allow: then pick the number that the web page shows. Deny: nobody is signed in."
        case .openMenu: "To answer, open this notification's menu."
        case .answerInTerminal: "Answer it in a terminal: smartpush watch"
        case .button(let button): button.english
        case .wasItYou: "Deny: was it you?"
        case .whoStartedIt(let application): "Who started the sign-in to \(application)?"
        case .whatNotMeDoes: "Not me: it is denied, and the server is told that it was not you."
        case .whatWasMeDoes: "It was me: it is denied."
        case .whichNumber: "Which number?"
        case .pickNumber(let application): "Pick the one that the web page shows: it signs you in to \(application)."
        case .windowAsks: "A window asks for it."
        case .dialogTitle(let application): "Sign in to \(application)"
        case .dialogPickNumber: "Which number does the web page show?"
        case .dialogTypeNumber: "Type the number that the web page shows."
        case .signIn(let application): "Sign-in to \(application)"
        case .sending(let step): step.englishSentence
        case .signInWaits: "A sign-in waits"
        case .unlockToSeeIt: "Unlock the screen to see it."
        case .remark(let remark): remark.english
        case .ended(let state, let application): state.englishTitle(application)
        case .outcome(let outcome): outcome.english
        case .log(let message): message.english
        case .exit(let reason): reason.english
        }
    }
}

extension PromptButton {
    fileprivate var english: String {
        switch self {
        case .allow: "Allow"
        case .deny: "Deny"
        case .notMe: "Not me"
        case .wasMe: "It was me"
        case .back: "Back"
        case .giveNumber: "Give the number"
        case .signIn: "Sign in"
        case .notNow: "Not now"
        }
    }
}

extension SignInStep {
    fileprivate var englishSentence: String {
        switch self {
        case .allow: "Telling the server that you allow it …"
        case .deny: "Telling the server that you deny it …"
        case .verify: "The server checks the number …"
        case .acknowledge, .cancel, .other: "The server is being told …"
        }
    }
}

extension PromptRemark {
    fileprivate var english: String {
        switch self {
        case .tooSoon: "That was too soon to have been read, so it answered nothing. Please answer now."
        case .declined(let problem): problem.message.english.withCapital
        case .noAnswer: "smartpushd gave no answer. Please try again."
        case .noDialog:
            "No program is there to ask for the number (zenity, kdialog or pinentry). In a terminal: smartpush watch"
        }
    }
}

extension ExchangeState {
    fileprivate func englishTitle(_ application: String) -> String {
        switch self {
        case .received, .acknowledged, .allowed, .authenticated: "Signed in to \(application)"
        case .denied: "Denied: sign-in to \(application)"
        case .cancelled: "Called off: sign-in to \(application)"
        case .expired: "Expired: sign-in to \(application)"
        case .refused: "Failed: sign-in to \(application)"
        case .unresolved: "Not known: sign-in to \(application)"
        }
    }
}

extension PromptOutcome {
    fileprivate var english: String {
        switch self {
        case .pageContinues: "The web page goes on by itself."
        case .signedInElsewhere: "It was answered elsewhere. If not by you, tell your administrator at once."
        case .passwordMayBeKnown: "Somebody else may know your password: tell your administrator."
        case .answeredElsewhere: "It was answered elsewhere."
        case .nobodySignedIn: "Nobody was signed in."
        case .nobodyAnswered: "Nobody answered in time."
        case .failure(let failure): failure.message.english.withCapital
        }
    }
}

extension PromptLogMessage {
    fileprivate var english: String {
        switch self {
        case .active: "sign-ins are shown here from now on"
        case .standby: "another smartpush-prompt is at work here; this one waits for its end"
        case .serviceGone: "the notification service has gone"
        case .daemonAway: "smartpushd is not reachable; waiting for it"
        case .daemonBack: "smartpushd is there"
        case .streamBroken(let reason): "the event stream broke (\(reason.english))"
        case .pressed(let decision, let id): "\(decision) of sign-in \(id) was pressed"
        case .onScreen(let notifications):
            "on the screen: \(notifications.map(String.init).joined(separator: " "))"
        }
    }
}

extension PromptExitReason {
    fileprivate var english: String {
        switch self {
        case .noSessionBus(let why):
            "there is no session bus (\(why)); start smartpush-prompt within a desktop session"
        case .sessionBusGone(let why):
            "the session bus has gone (\(why)); start smartpush-prompt again within a desktop session"
        case .socketsUnknown: CommandMessage.socketsUnknown.english
        case .settings(let fault): fault.english
        case .unexpected(let words): words
        }
    }
}
