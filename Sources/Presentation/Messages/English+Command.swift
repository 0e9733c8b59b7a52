import LocalAPIModel

extension CommandMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .socketsUnknown:
            "smartpushd's sockets can't be found (neither SMARTPUSH_RUNTIME_DIR nor XDG_RUNTIME_DIR is set); "
                + "set SMARTPUSH_RUNTIME_DIR to their folder"
        case .outputNotWritable:
            "standard output can't be written to; check that there is room where it leads"
        case .noneOpen:
            "no sign-in is open; see those that have ended with: smartpush history"
        case .severalOpen:
            "more than one sign-in is open; name one by its ID from: smartpush list"
        case .signInIDTooShort:
            "this is too short for an ID; give at least 6 characters of it, from: smartpush list"
        case .noSuchEnrollment(let word):
            "no enrollment has the name, the account or the ID “\(word)”; see: smartpush enrollments"
        case .severalSuchEnrollments(let word, let candidates):
            "more than one enrollment is called “\(word)”; name one by its ID: \(candidates.joined(separator: ", "))"
        case .inputNotReadable: "standard input can't be read, or is larger than 16 MiB"
        case .fileNotReadable(let path):
            "the file \(path) can't be read; check that it exists and is yours to read"
        case .noSuchFile(let path):
            "there is no file \(path), and it is not a link either; see: smartpush help enroll"
        case .enrollmentKeyMissing(let key): "the enrollment has no \(key); add it and try again"
        case .enrollmentNotJSON: "the enrollment is not valid JSON; see: smartpush help enroll"
        case .enrollmentKeyUnknown(let key): "the enrollment has an unknown key \(key); remove or correct it"
        case .zbarimgMissing:
            "zbarimg, which reads QR codes, is not installed; apt install zbar-tools, or give the link itself"
        case .noQRCode:
            "there is no QR code in the image; take it again, larger, or give the link itself"
        case .severalQRCodes:
            "there is more than one QR code in the image; crop it to the right one"
        case .waitOutOfRange: "--wait takes a number of seconds from 0 to 3600"
        case .noOutcomeYet(let decision, let seconds, let see):
            "no outcome of \(decision) within \(seconds) s; it goes on in the background, see: \(see)"
        case .goesOnInBackground(let decision, let see): "\(decision) goes on in the background; see: \(see)"
        case .noPushInInput: "there is no push in the input; give one per line"
        case .allOrID: "give either --all or an ID"
        case .ofSignIn(let id, let message): "\(id): \(message.english)"
        case .optionWithoutLink(let option):
            "\(option) goes with a link, and this is a complete enrollment; leave it out"
        case .numberWanted:
            "the number on the web page is needed; give the link again, with --number"
        case .enrollmentGivenUp(nil):
            "the enrollment is given up, and the server was told; start it again on the web page if you want it"
        case .enrollmentGivenUp(let why?):
            "the enrollment is given up, but the server was not told (\(why.english)); its link expires by itself"
        case .isItYourCompanys(let server):
            "The link names the server \(server), which this device does not know. Is it your company's? [y/N]"
        case .serverNotConfirmed(let server):
            "the link names the server \(server), which this device does not know; "
                + "if it is your company's, give it with: --server \(server)"
        case .serverIsPrivate(let server):
            "the link names the server \(server), which is on this machine or in a private network; "
                + "if you trust it, give it with: --server \(server)"
        case .enrolledAlready(let name, let id):
            "\(name.words(in: .english)) is enrolled already as \(id); first remove that with: smartpush unenroll \(id)"
        case .storedButRefused(let name, let id, let why):
            "stored \(id): \(name.words(in: .english)), but the server refuses this device"
                + (why.map { ": \($0)" } ?? "; remove it with: smartpush unenroll \(id)")
        case .renamed(let id, let name): "renamed \(id): \(name.words(in: .english))"
        case .scanUnanswered:
            "the server has not answered yet; smartpushd keeps asking, see: smartpush enrollments"
        case .limitTooSmall: "--limit must be at least 1"
        case .noneEnded: "no sign-in has ended yet"
        case .allOrState: "give either --all or --state"
        case .noSignIns: "no sign-ins"
        case .noSignInOpen: "no sign-in is open"
        case .unenrolled(let name): "unenrolled \(name.words(in: .english))"
        case .tooManyVerifyArguments: "give at most an ID and a NUMBER"
        case .wrongUsage(let parser, let help): "\(parser); see: \(help)"
        case .demoHasMoved: "the demonstration is now a command of the simulator; run: smartpush-sim demo"
        case .unexpected(let description): Voice.sentence(description)
        case .inputMissing(let kind, let command):
            "\(kind.english) is missing; give a file, or pipe it into: smartpush \(command)"
        case .enrollmentKeyOfWrongType(let key):
            "the enrollment's \(key) has the wrong type; see: smartpush help enroll"
        case .enrollmentNotObject: "the enrollment is not a JSON object; see: smartpush help enroll"
        case .stateIsNow(let state): "the sign-in is \(state.english) now"
        case .signInHasEnded(let state):
            "the sign-in is \(state.english) now; start a new one from the web page if you still need it"
        case .decisionChangedNothing(let state, let decision):
            "the sign-in is \(state.english) now and \(decision) has not changed that; try again"
        case .allowedWord: "allowed"
        case .allowed(let application): "the sign-in to \(application)"
        case .signedInWord: "signed in"
        case .signedIn(let application): "to \(application)"
        case .denied(let application): "denied the sign-in to \(application)"
        case .cancelled(let application): "cancelled the sign-in to \(application)"
        case .choices: "choices:"
        case .giveNumberWith: "give the number that the web page shows:"
        case .pickNumberWith: "pick the number that the web page shows:"
        case .verifyCommand(let id): "smartpush verify \(id) NUMBER"
        case .enrollingFor: "enrolling for"
        case .enrolled: "enrolled"
        case .stored: "stored"
        case .notReachedYet(let why):
            ", but the server could not be reached yet\(why.map { " (\($0))" } ?? ""); it is asked again by itself"
        case .numberQuestion: "the number that the web page shows:"
        case .linkHasExpired: "the link has expired; start the enrollment again on the web page"
        case .nothingEnrolled: "nothing is enrolled yet; enroll with: smartpush login URL, or smartpush enroll LINK"
        case .refreshed(let name, let new): "\(name.words(in: .english)): \(new) new"
        case .refreshFailed(let name, let why):
            "the pending list of \(name.words(in: .english)) could not be fetched\(why.map { " (\($0))" } ?? ""); see: smartpush enrollments"
        case .pushAccepted(let id, let isDuplicate): (isDuplicate ? "known already: " : "accepted: ") + id
        case .pushRefused(let number, let code, let why):
            "\(number.map { "push \($0)" } ?? "the push") is refused (\(code)): \(why.english)"
        }
    }
}

extension InputKind {
    fileprivate var english: String {
        switch self {
        case .pushes: "a push"
        case .enrollment: "a link or an enrollment"
        }
    }
}

extension ExchangeState {
    fileprivate var english: String { SignInMessage.state(self).english }
}
