/// Why a socket can't be listened on.
package enum UnixListenerError: Error, Equatable {
    /// Another process listens on a socket at `path`.
    case anotherIsListening(path: String)
    /// There is a file at `path`, and it is not a socket.
    case notASocket(path: String)
    /// The path has more than 107 bytes (unix(7)).
    case pathTooLong(path: String)
    /// A system call failed; `detail` is its error.
    case failed(path: String, detail: String)
    /// A channel has no way to ask the kernel who is at its other end.
    case noPeerCredentials
}
