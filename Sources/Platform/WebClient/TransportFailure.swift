import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
package import PushExchange

/// Why a request got no answer, and whether the server may have processed it anyway.
package struct TransportFailure: Error {
    package let failure: RequestFailure
    package let mayHaveArrived: Bool
    /// Whether a connection that was there ended before anything was written to it, as a kept one can at any time.
    let endedBeforeSending: Bool

    /// - Parameters:
    ///   - error: what the client threw.
    ///   - hasBegun: whether any part of the request was written to the server. What a proxy was asked is no part of
    ///     it.
    ///   - throughProxy: whether a proxy makes the connections.
    package init(_ error: any Error, hasBegun: Bool, throughProxy: Bool = false) {
        mayHaveArrived = hasBegun
        endedBeforeSending = !hasBegun && Self.isEnd(error)
        if hasBegun {
            failure = RequestFailure(.noAnswer(Self.noAnswer(error)))
        } else {
            let reason = throughProxy ? Self.noConnectionThroughProxy(error) : Self.noConnection(error)
            failure = RequestFailure(.noConnection(reason))
        }
    }

    private static func isEnd(_ error: any Error) -> Bool {
        switch error {
        case let error as HTTPClientError: error == .remoteConnectionClosed
        case ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed, ChannelError.eof: true
        case let error as IOError: error.errnoCode == ECONNRESET || error.errnoCode == EPIPE
        default: false
        }
    }

    private static func noConnectionThroughProxy(_ error: any Error) -> RequestFailure.NoConnection {
        switch error {
        // Only the proxy itself is connected to.
        case is NIOConnectionError, ChannelError.connectTimeout: return .proxyUnreachable
        case is HTTPParserError: return .proxyRefused
        case let error as HTTPClientError:
            return switch error {
            case .proxyAuthenticationRequired: .proxyAsksForPassword
            case .invalidProxyResponse, .remoteConnectionClosed: .proxyRefused
            default: noConnection(error)
            }
        default: return noConnection(error)
        }
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
        case .connectTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .deadlineExceeded: .timedOut
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
