import Glibc
import NIOCore
import NIOPosix

/// Why a connection did not come about.
package enum Unreachable: Sendable, Equatable, CustomStringConvertible {
    case noSocket
    case nothingListens
    case notPermitted
    case noStreamSocket
    case pathTooLong
    case unknownHost(String)
    case noAnswer
    case other(String)

    package var description: String {
        switch self {
        case .noSocket: "there is no such socket"
        case .nothingListens: "nothing listens there"
        case .notPermitted: "not permitted"
        case .noStreamSocket: "that is no stream socket"
        case .pathTooLong: "the socket's path is too long: 107 bytes are the most"
        case .unknownHost(let host): "no address is known for \(host)"
        case .noAnswer: "no answer in time"
        case .other(let words): words
        }
    }
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
        default: self = .other("error \(code) of connect")
        }
    }
}
