import AsyncHTTPClient
import CrashPoints
import NIOCore
import NIOHTTP1
import Synchronization

/// Collects the answer to one request, and knows whether the request ever began to leave.
///
/// What failed before that has not arrived, whatever the failure is called: a refused connection to a name has another
/// error than one to an address, and the deadline may pass before there is a connection as well as after.
final class WatchedRequest: HTTPClientResponseDelegate {
    private let name: String
    private let accumulator: ResponseAccumulator
    private let began = Mutex(false)

    init(_ request: HTTPClient.Request, named name: String, largestBody: Int) {
        self.name = name
        accumulator = ResponseAccumulator(request: request, maxBodySize: largestBody)
    }

    /// Whether anything was written of it. It changes on the loop on which the request fails, before it fails.
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
