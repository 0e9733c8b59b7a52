import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import PushExchange

/// Why a request got no answer, and whether the server may have processed it anyway.
struct TransportFailure: Error {
    let failure: RequestFailure
    let mayHaveArrived: Bool

    /// - Parameters:
    ///   - error: what the client threw.
    ///   - hasBegun: whether any part of the request was written.
    init(_ error: any Error, hasBegun: Bool) {
        mayHaveArrived = hasBegun
        failure = RequestFailure(hasBegun ? .noAnswer(Self.noAnswer(error)) : .noConnection(Self.noConnection(error)))
    }

    private static func noConnection(_ error: any Error) -> RequestFailure.NoConnection {
        switch error {
        case let error as NIOConnectionError:
            let lookupFailed = error.connectionErrors.isEmpty && (error.dnsAError != nil || error.dnsAAAAError != nil)
            return lookupFailed ? .nameNotResolved : .refused
        case ChannelError.connectTimeout: return .timedOut
        case NIOSSLError.handshakeFailed: return .tlsFailed
        case is NIOSSLExtraError: return .certificateForAnotherName
        case let error as HTTPClientError: return noConnection(error)
        default: return .refused
        }
    }

    private static func noConnection(_ error: HTTPClientError) -> RequestFailure.NoConnection {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout, .deadlineExceeded: .timedOut
        case .tlsHandshakeTimeout: .tlsTimedOut
        case .invalidURL, .emptyHost, .emptyScheme: .unusableAddress
        case .alreadyShutdown, .cancelled: .stopping
        default: .refused
        }
    }

    private static func noAnswer(_ error: any Error) -> RequestFailure.NoAnswer {
        switch error {
        case is ResponseAccumulator.ResponseTooBigError: .tooLarge
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout: .timedOut
        case let error as HTTPClientError where error == .cancelled: .stopping
        default: .connectionLost
        }
    }
}
