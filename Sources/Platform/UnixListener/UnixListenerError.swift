/// Why a socket can't be listened on.
package enum UnixListenerError: Error, Equatable {
    case anotherIsListening(path: String)
    case notASocket(path: String)
    case pathTooLong(path: String)
    case failed(path: String, detail: String)
    case noPeerCredentials
}
