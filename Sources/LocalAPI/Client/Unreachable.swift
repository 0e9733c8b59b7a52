import Glibc
import NIOCore
import NIOPosix

/// Why a connection could not be made.
package enum Unreachable: Sendable, Equatable {
    case noSocket
    case nothingListens
    case notPermitted
    case noStreamSocket
    case pathTooLong
    case unknownHost(String)
    case noAnswer
    /// The system call failed with this `errno`.
    case system(CInt)
    /// Any other error of NIO's, as it describes itself.
    case other(String)
}

extension Unreachable {
    init(_ error: any Error) {
        switch error {
        case let error as IOError: self.init(code: error.errnoCode)
        case SocketAddressError.unixDomainSocketPathTooLong: self = .pathTooLong
        case SocketAddressError.unknown(let host, _): self = .unknownHost(host)
        case ChannelError.connectTimeout: self = .noAnswer
        case let several as NIOConnectionError:
            self = several.connectionErrors.first.map { Self($0.error) } ?? .unknownHost(several.host)
        default: self = .other(String(describing: error))
        }
    }

    private init(code: CInt) {
        switch code {
        case ENOENT, ENOTDIR: self = .noSocket
        case ECONNREFUSED: self = .nothingListens
        case EACCES, EPERM: self = .notPermitted
        case ENOTSOCK, EPROTOTYPE: self = .noStreamSocket
        default: self = .system(code)
        }
    }
}
