import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import PushExchange

/// Why a request got no answer, and whether the server may have processed it nevertheless.
struct TransportFailure: Error {
    let trouble: Trouble
    let mayHaveArrived: Bool

    /// - Parameters:
    ///   - error: what the client threw.
    ///   - hasBegun: whether anything of the request was written.
    init(_ error: any Error, hasBegun: Bool) {
        mayHaveArrived = hasBegun
        trouble = Trouble(hasBegun ? Self.words(error) : Self.wordsBeforeSending(error))
    }

    private static func wordsBeforeSending(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            let lookupFailed = error.connectionErrors.isEmpty && (error.dnsAError != nil || error.dnsAAAAError != nil)
            return lookupFailed ? "the server's name can't be looked up" : "the server can't be connected to"
        case ChannelError.connectTimeout:
            return "the server can't be connected to in time"
        case NIOSSLError.handshakeFailed:
            return "no secure connection to the server could be made; see that its certificate is valid and trusted"
        case is NIOSSLExtraError:
            return "the server's certificate is not for its name"
        case let error as HTTPClientError:
            return wordsBeforeSending(error)
        default:
            return "the server can't be connected to"
        }
    }

    private static func wordsBeforeSending(_ error: HTTPClientError) -> String {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout, .deadlineExceeded:
            "the server can't be connected to in time"
        case .tlsHandshakeTimeout: "the server did not complete the secure connection in time"
        case .invalidURL, .emptyHost, .emptyScheme: "the enrollment's base_url can't be used"
        case .alreadyShutdown, .cancelled: "the daemon is stopping"
        default: "the server can't be connected to"
        }
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case is ResponseAccumulator.ResponseTooBigError: "the server's answer is larger than 1 MiB"
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            "the server did not answer in time"
        case let error as HTTPClientError where error == .cancelled: "the daemon stopped before the server answered"
        default: "the connection to the server broke before it had answered"
        }
    }
}
