import LocalAPIClient
import LocalAPIModel
import Messages
import Settings
import Systemd

extension PromptExitReason {
    init(_ error: any Error) {
        switch error {
        case let reason as PromptExitReason: self = reason
        case is SocketPaths.Unknown: self = .socketsUnknown
        case let fault as SettingsFault: self = .settings(fault)
        default: self = .unexpected(String(describing: error))
        }
    }

    /// The exit status, from `sysexits.h` and systemd.exec(5).
    var exitCode: Int32 {
        switch self {
        case .noSessionBus, .sessionBusGone, .socketsUnknown: 69
        case .settings: 78
        case .unexpected: 70
        }
    }
}
