import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import LocalAPIModel
import Logging
import NIOCore
import Synchronization
import UnixListener

@testable import LocalAPIServer

private let responder = Routes.router(EmptyBackend()).buildResponder()

struct Answered: Sendable {
    var status = 0
    var body = Data()
}

func answer(to request: Request) -> Answered {
    let answered = Mutex(Answered())
    let isDone = DispatchSemaphore(value: 0)
    Task {
        let context = APIContext(
            source: .init(peer: Peer(uid: 0, pid: 1, exe: nil), logger: Logger(label: "fuzz")))
        do {
            let response = try await responder.respond(to: request, context: context)
            let writer = Collector()
            // The event stream never ends.
            if response.headers[.contentType] != "text/event-stream" { try await response.body.write(writer) }
            answered.withLock { $0 = Answered(status: response.status.code, body: writer.bytes) }
        } catch {
            answered.withLock { $0 = Answered(status: 500, body: Data("\(error)".utf8)) }
        }
        isDone.signal()
    }
    isDone.wait()
    return answered.withLock { $0 }
}

/// Keeps everything that is written.
private final class Collector: ResponseBodyWriter {
    private let written = Mutex(Data())

    var bytes: Data { written.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        written.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }
    func finish(_ trailers: HTTPFields?) async throws {}
}

/// A backend without data that accepts everything, because the fuzzer tests the code before it.
private struct EmptyBackend: LocalAPIBackend {
    private var nothing: Problem { Problem(.notFound, "there is nothing") }

    func status() async throws -> StatusDocument {
        StatusDocument(
            version: "0", pid: 1, startedAt: "", uptime: 0, database: .init(path: "", sizeBytes: 0, schema: "1"),
            counts: [:], enrollments: [], lastDelivery: nil, health: [:])
    }
    func enrollments() async throws -> EnrollmentListDocument { EnrollmentListDocument(enrollments: []) }
    func enrollment(_ id: String) async throws -> EnrollmentDocument { throw nothing }
    func enroll(_ request: EnrollRequest, wait: Duration) async throws -> EnrollmentDocument { throw nothing }
    func login(_ request: LoginRequest) async throws -> EnrollmentDocument { throw nothing }
    func change(_ id: String, _ change: EnrollmentChange) async throws -> EnrollmentDocument { throw nothing }
    func unenroll(_ id: String) async throws {}
    func scan(_ request: ScanRequest) async throws -> EnrollmentScanDocument { throw nothing }
    func scan(_ id: String) async throws -> EnrollmentScanDocument { throw nothing }
    func cancelScan(_ id: String) async throws {}
    func verifyScan(_ id: String, number: String, wait: Duration) async throws -> EnrollmentScanDocument {
        throw nothing
    }
    func exchanges(_ query: ExchangeQuery) async throws -> ExchangeListDocument {
        ExchangeListDocument(exchanges: [], next: nil)
    }
    func exchange(_ id: String) async throws -> ExchangeDocument { throw nothing }
    func decide(
        _ decision: Decision, on id: String, by caller: CallerDocument, wait: Duration
    ) async throws -> ExchangeDocument { throw nothing }
    func refresh() async throws -> RefreshDocument { RefreshDocument(enrollments: []) }
    func checkup() async throws -> CheckupDocument { CheckupDocument(database: .init(ok: true), servers: []) }
    func follow(after number: Int64?) async throws -> EventSubscription { throw nothing }
}
