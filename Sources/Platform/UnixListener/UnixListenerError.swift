/// Why a socket can't be listened on. The descriptions are whole sentences.
package enum UnixListenerError: Error, Equatable, CustomStringConvertible {
    case anotherIsListening(path: String)
    case notASocket(path: String)
    case pathTooLong(path: String)
    case failed(path: String, detail: String)
    case noPeerCredentials

    package var description: String {
        switch self {
        case .anotherIsListening(let path):
            "another process already listens on \(path); stop it first (systemctl --user stop smartpushd)"
        case .notASocket(let path): "\(path) exists and is not a socket; move it away"
        case .pathTooLong(let path):
            "\(path) is too long for a Unix socket (107 bytes); set SMARTPUSH_RUNTIME_DIR to a shorter folder"
        case .failed(let path, let detail): "\(path) can't be listened on: \(detail)"
        case .noPeerCredentials: "the kernel did not tell who connected"
        }
    }
}
