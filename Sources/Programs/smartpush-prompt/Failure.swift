import LocalAPIClient
import LocalAPIModel
import Messages
import Systemd

/// Why the prompt can't run, in words, and its exit status.
struct Failure {
    var words: String
    var exitCode: Int32

    init(_ error: any Error, in say: Language = .ofUser) {
        switch error {
        case let error as NoSessionBus:
            exitCode = 69
            words = say(
                "there is no session bus (\(error.why)); start smartpush-prompt within a desktop session",
                german:
                    "es gibt keinen Sitzungsbus (\(error.why)); starten Sie smartpush-prompt in einer Desktop-Sitzung")
        case let error as SessionBusGone:
            exitCode = 69
            words = say(
                "the session bus has gone (\(error.why)); start smartpush-prompt again within a desktop session",
                german:
                    "der Sitzungsbus ist weg (\(error.why)); starten Sie smartpush-prompt wieder in einer Desktop-Sitzung"
            )
        case let error as SocketPaths.Unknown:
            exitCode = 69
            words = say(
                "smartpushd's sockets can't be found (\(error)); set SMARTPUSH_RUNTIME_DIR to their folder",
                german: "die Sockets von smartpushd sind nicht zu finden (\(error)); setzen Sie SMARTPUSH_RUNTIME_DIR")
        case let error as SettingsError:
            // As systemd's programs say that a configuration can't be used.
            exitCode = 78
            words = error.description
        default:
            exitCode = 70
            words = String(describing: error)
        }
    }
}

struct NoSessionBus: Error {
    var why: String
}

struct SessionBusGone: Error {
    var why: String
}
