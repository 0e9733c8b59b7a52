import AsyncHTTPClient
import CrashPoints
import NIOCore
import NIOHTTP1
import Synchronization

/// Collects the answer to one request, and records whether any of the request was written.
///
/// A request that failed before that has not arrived. The error alone does not tell: a refused connection has different
/// errors for a name and for an address, and the deadline can pass before there is a connection as well as afterwards.
final class WatchedRequest: HTTPClientResponseDelegate {
    private let name: String
    private let accumulator: ResponseAccumulator
    private let began = Mutex(false)

    init(_ request: HTTPClient.Request, named name: String, largestBody: Int) {
        self.name = name
        accumulator = ResponseAccumulator(request: request, maxBodySize: largestBody)
    }

    /// Whether any of the request was written. It is set before the request can fail, on the same event loop.
    var hasBegun: Bool { began.withLock { $0 } }

    func didSendRequestHead(task: HTTPClient.Task<HTTPClient.Response>, _ head: HTTPRequestHead) {
        began.withLock { $0 = true }
    }

    func didSendRequest(task: HTTPClient.Task<HTTPClient.Response>) {
        CrashPoint.requestSent.reach(name)
    }

    func didReceiveHead(
        task: HTTPClient.Task<HTTPClient.Response>, _ head: HTTPResponseHead
    ) -> EventLoopFuture<Void> {
        accumulator.didReceiveHead(task: task, head)
    }

    func didReceiveBodyPart(
        task: HTTPClient.Task<HTTPClient.Response>, _ buffer: ByteBuffer
    ) -> EventLoopFuture<Void> {
        accumulator.didReceiveBodyPart(task: task, buffer)
    }

    func didReceiveError(task: HTTPClient.Task<HTTPClient.Response>, _ error: any Error) {
        accumulator.didReceiveError(task: task, error)
    }

    func didFinishRequest(task: HTTPClient.Task<HTTPClient.Response>) throws -> HTTPClient.Response {
        try accumulator.didFinishRequest(task: task)
    }
}
