import LocalAPIModel

extension DoctorMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .state(let state): state.english
        case .check(let check): check.english
        case .remedy(let remedy): remedy.english
        case .faultsFound(1): "one fault was found; the findings say what to do about it"
        case .faultsFound(let count): "\(count) faults were found; the findings say what to do about them"
        case .daemonAnswers(let version, let pid, let uptime, let other):
            "smartpushd \(version) answers, pid \(pid), up \(uptime)"
                + (other.map { "; this smartpush is \($0)" } ?? "")
        case .daemonFailed(let why): "smartpushd can't tell its state: \(why.english)"
        case .daemonUnintelligible: "smartpushd gives no answer that can be understood"
        case .noCheckup(let why): "smartpushd did not tell the state of its database and servers (\(why.english))"
        case .noSystemd: "there is no systemd here"
        case .noUserManager: "your systemd user manager does not answer"
        case .unitsNotInstalled: "smartpushd is not installed as a unit"
        case .startedWithoutSystemd(let pid): "smartpushd, pid \(pid), was started without systemd"
        case .unitsWell: "the service and its two sockets are enabled and active"
        case .unit(let unit, let fault): "\(unit) \(fault.english)"
        case .filesPrivate(let paths): "\(paths.joined(separator: ", ")) are accessible only to you"
        case .file(let path, let fault): "\(path) \(fault.english)"
        case .inboxAnswers(let path): "\(path) answers"
        case .inboxRefuses(let path, let why): "\(path) takes nothing: \(why.english)"
        case .inboxUnreachable(let path): "no push can be delivered at \(path)"
        case .databaseWell(let path, let kibibytes): "\(path) is undamaged and writable (\(kibibytes) KiB)"
        case .databaseUnusable(let path): "\(path) can't be used"
        case .nothingEnrolled:
            "nothing is enrolled yet, so no sign-in can come; with a link of your account's page: smartpush enroll LINK"
        case .server(let url, let account, let finding):
            "\(url) for \(account.words(in: .english))\(finding.english)"
        case .delivery(let account, let delivery):
            "sign-ins of \(account.words(in: .english)) \(delivery.isKnownToWork ? "reach" : "do not reach") "
                + "this desktop: \(delivery.english)"
        case .proxyConfigured(let address): "servers are called through \(address), as the key proxy says"
        case .proxyOfShell(let address, let variable):
            "\(variable) of this shell names \(address); smartpushd calls servers through it only if its own "
                + "environment has it, too"
        case .clockAgrees(let server): "this machine agrees with \(server)"
        case .clockBehind(let span, let server): "this machine is \(span) behind \(server)"
        case .clockAhead(let span, let server): "this machine is \(span) ahead of \(server)"
        case .certificateExpired(let server, let date): "that of \(server) expired on \(date)"
        case .certificateValid(let server, let date, let left):
            "that of \(server) is valid until \(date)" + (left.map { ", for another \($0)" } ?? "")
        case .noDesktop: "there is no desktop here to show them on"
        case .notificationsShown(let service): "\(service) shows them"
        case .busctlMissing: "busctl, which is needed to check them, is not installed"
        case .noNotificationService: "no service on the session bus shows them"
        case .promptRuns: "sign-ins are shown as they arrive"
        case .promptStopped(let unit): "\(unit) is not running, so sign-ins are not shown"
        case .noSimulator: "none was tried, because no server is a simulator (smartpush-sim)"
        case .pushWentThrough(let server, let milliseconds):
            "one from \(server) came through the inbox, and its answer went back, in \(milliseconds) ms"
        case .pushFailed(let server, let why): "none came through from \(server) (\(why.english))"
        case .simulatorHasNoDevice: "it has no device to ask"
        case .simulatorURLUnusable(let url): "its base URL can't be called: \(url)"
        case .simulatorSilent(let failure): "it gave no answer: \(FailureMessage.noAnswer(failure).english)"
        case .simulatorAnswered(let status): "it gave an unexpected answer with status \(status)"
        case .tookTooLong(.endOfProgram(let name), let seconds): "\(name) did not end within \(seconds) s"
        case .tookTooLong(.arrivalOfPush, let seconds): "the push did not arrive within \(seconds) s"
        case .signInEndedDifferently(let here, let there): "the sign-in is \(here.rawValue) here and \(there) there"
        }
    }
}

extension DoctorState {
    fileprivate var english: String {
        switch self {
        case .ok: "ok"
        case .note: "note"
        case .fault: "fault"
        }
    }
}

extension DoctorCheck {
    fileprivate var english: String {
        switch self {
        case .daemon: "daemon"
        case .units: "units"
        case .files: "files"
        case .inbox: "inbox"
        case .database: "database"
        case .proxy: "proxy"
        case .server: "server"
        case .delivery: "delivery"
        case .clock: "clock"
        case .certificate: "certificate"
        case .notifications: "notifications"
        case .prompt: "prompt"
        case .push: "push"
        }
    }
}

extension DoctorRemedy {
    fileprivate var english: String {
        switch self {
        case .fix: "fix it with"
        case .seeWhy: "see why with"
        case .enroll: "enroll with"
        case .enrollAgain: "enroll it again, after"
        case .askAgain: "ask again with"
        case .showOperator: "show this to the operator of the server"
        case .startSimulator: "check that it is started with"
        }
    }
}

extension UnitFault {
    fileprivate var english: String {
        switch self {
        case .masked: "is masked"
        case .notInstalled: "is not installed"
        case .notLoadable: "can't be loaded"
        case .failed: "has failed"
        case .inactive: "is not active"
        case .changedOnDisk: "has changed on the disk"
        case .notEnabled: "is not enabled for the next session"
        }
    }
}

extension FileFault {
    fileprivate var english: String {
        switch self {
        case .notReadable: "can't be inspected"
        case .notYours: "does not belong to you"
        case .openToOthers(let mode): "can be used by others (mode \(mode))"
        }
    }
}

extension ServerFinding {
    fileprivate var english: String {
        switch self {
        case .answers: " answers"
        case .answersBut(let error): " answers, but \(error)"
        case .refuses(let why): " refuses this device" + (why.map { ": \($0)" } ?? "")
        case .unreachable(let error): ": \(error)"
        }
    }
}
