import PushExchange
import Settings

extension DaemonMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .device(let message): message.english
        case .homeUnknown:
            "the folder ~ can't be used: HOME is not set; set it, or SMARTPUSH_STATE_DIR and SMARTPUSH_CONFIG"
        case .sharedFolder(let path):
            "the folder \(path) can't be used: others use it too; name a folder that only smartpushd uses"
        case .unusableFolder(let path):
            "the folder \(path) can't be used: it can't be created, is not yours, or is read-only; see ls -ld \(path)"
        case .anotherDaemon(let path):
            "the folder \(path) can't be used: another smartpushd uses it already; "
                + "stop that first (systemctl --user stop smartpushd)"
        case .damagedAndFixed(let path, let detail):
            "\(path) can't be used: it is damaged (\(detail)), and can't be moved; move it elsewhere"
        case .noTimer: "the kernel gave no timer; too many files may be open (ulimit -n)"
        case .anotherListens(let path):
            "another process already listens on \(path); stop it first (systemctl --user stop smartpushd)"
        case .notASocket(let path): "\(path) exists and is not a socket; move it away"
        case .socketPathTooLong(let path):
            "\(path) is too long for a Unix socket (107 bytes); set SMARTPUSH_RUNTIME_DIR to a shorter folder"
        case .cantListen(let path, let detail): "\(path) can't be listened on: \(detail)"
        case .noPeerCredentials: "the kernel did not tell who connected"
        case .summary(let open, let enrollments, let away, let failure):
            Self.summary(open, enrollments, away, failure)
        case .serverSilent(let baseURL, let failure): "\(baseURL): \(failure?.english ?? "no answer")"
        case .inboxAcceptsNothing: "it can accept nothing"
        case .damagedDatabaseKept(let path):
            "a damaged database is kept as \(path), and a new one was created: enroll again (smartpush enroll); "
                + "sqlite3 \(path) .recover shows what can be recovered; move the file elsewhere when that is done"
        case .signIn(let id, let state, let step, let failure):
            "sign-in \(id) is \(state.rawValue)\(step?.english ?? "")\(failure.map { ": \($0.english)" } ?? "")"
        case .enrolled(let baseURL): "enrolled at \(baseURL)"
        case .scanEnded(let baseURL, let state, let failure):
            "the enrollment at \(baseURL) is \(state.rawValue)\(failure.map { ": \($0.english)" } ?? "")"
        case .unenrolled: "unenrolled"
        case .deregistered: "the server knows that the device was removed"
        case .deregistrationRefused(let failure): "the server did not remove the device: \(failure.english)"
        case .deregistrationsForgotten(let count):
            "\(count) servers could not be told that a device was removed; check their web pages for devices to remove"
        case .serverAway(let baseURL, let failure): "no answer from \(baseURL): \(failure?.english ?? "no answer")"
        case .serverBack(let baseURL): "\(baseURL) answers again"
        case .clockDiffers(let seconds):
            "the clock of this machine and the server's differ by \(seconds) s; the server's counts"
        case .databaseNotWritten(let failure): "the database can't be written: \(failure.english)"
        case .databaseSetAside(let path, let detail, let kept):
            "\(path): \(detail); \(DaemonMessage.damagedDatabaseKept(path: kept).english)"
        case .damageNotFoundAgain(let path):
            "\(path) was called damaged, but is not; check that the memory is sound"
        case .networksUnknown:
            "the kernel does not tell when a network comes up; smartpush refresh finds what was missed"
        case .networkUp: "a network came up"
        case .reloaded(let later):
            "the configuration has been read again"
                + (later.isEmpty ? "" : "; \(later.joined(separator: " and ")) will be in force from the next start on")
        case .reloadFailed(let why): "the configuration stays as it was: \(why)"
        case .settingIgnored(let setting): setting.english
        case .ready: "ready"
        case .stopping: "stopping"
        }
    }

    /// Such as "2 open, 3 enrollments; no answer from the server of 1".
    private static func summary(_ open: Int, _ enrollments: Int, _ away: Int, _ failure: DatabaseFailure?) -> String {
        var words = "\(open) open, \(enrollments) enrollment\(enrollments == 1 ? "" : "s")"
        if enrollments == 0 { words += "; enroll this device: smartpush enroll" }
        if away > 0 { words += "; no answer from the server of \(away)" }
        if let failure { words += "; \(failure.english)" }
        return words
    }
}

extension StepProgress {
    /// What follows the state.
    fileprivate var english: String {
        switch self {
        case .underWay(let step): ", \(step.rawValue) under way"
        case .toBeSentAgain(let step): ", \(step.rawValue) to be sent again"
        case .askedAbout(let step): ", and the server is asked whether it took \(step.rawValue)"
        }
    }
}
