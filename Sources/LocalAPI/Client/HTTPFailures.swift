import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

extension HTTPFailure {
    /// What an error of the connection's means to the caller.
    init(_ error: any Error) {
        switch error {
        case let failure as HTTPFailure: self = failure
        case is CancellationError: self = .cancelled
        case HTTPParserError.invalidEOFState, ChannelError.eof, ChannelError.ioOnClosedChannel: self = .cutShort
        case ChannelError.inputClosed, ChannelError.outputClosed, ChannelError.alreadyClosed: self = .cutShort
        case is IOError: self = .cutShort
        case let parser as HTTPParserError: self = .malformed(String(describing: parser))
        default: self = Task.isCancelled ? .cancelled : .malformed(String(describing: error))
        }
    }
}

/// The words for a connection that did not come about.
enum ConnectWords {
    static func words(for error: any Error) -> String {
        switch error {
        case let error as IOError:
            words(forCode: error.errnoCode)
        case SocketAddressError.unixDomainSocketPathTooLong:
            "the socket's path is too long: 107 bytes are the most"
        case SocketAddressError.unknown(let host, _):
            "no address is known for \(host)"
        case ChannelError.connectTimeout:
            "no answer in time"
        case let several as NIOConnectionError:
            several.connectionErrors.first.map { words(for: $0.error) } ?? "no address is known for \(several.host)"
        default:
            String(describing: error)
        }
    }

    private static func words(forCode code: CInt) -> String {
        switch code {
        case ENOENT, ENOTDIR: "there is no such socket"
        case ECONNREFUSED: "nothing listens there"
        case EACCES, EPERM: "not permitted"
        case ENOTSOCK, EPROTOTYPE: "that is no stream socket"
        default: "error \(code) of connect"
        }
    }
}
