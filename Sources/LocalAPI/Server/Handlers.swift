import FoundationEssentials
import HTTPTypes
import Hummingbird
import LocalAPIModel
import NIOCore
import UnixListener

/// The handlers of the routes.
struct Handlers: Sendable {
    let backend: any LocalAPIBackend
    /// Limits the readers of events: each keeps its connection for as long as it likes.
    private let readers = Allowance(16)
    /// Limits the requests that wait for a list.
    private let listings = Allowance(8)
    /// A list is in memory several times over while it is made.
    private let listing = Turnstile()

    init(backend: any LocalAPIBackend) {
        self.backend = backend
    }

    @Sendable func status(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(await backend.status())
    }

    // MARK: Enrollments

    @Sendable func enrollments(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(await backend.enrollments())
    }

    @Sendable func enrollment(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(await backend.enrollment(context.id))
    }

    @Sendable func enroll(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.body(EnrollRequest.self, keys: EnrollRequest.keys, context)
        let wait = try request.uri.queryParameters.seconds("wait") ?? .seconds(5)
        return try created(await backend.enroll(body, wait: wait))
    }

    @Sendable func login(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.body(LoginRequest.self, keys: LoginRequest.keys, context)
        return try created(await backend.login(body))
    }

    private func created(_ enrollment: EnrollmentDocument) throws -> Response {
        var response = try Response.json(enrollment, status: .created)
        response.headers[.location] = "/v1/enrollments/\(enrollment.id)"
        return response
    }

    @Sendable func changeEnrollment(_ request: Request, _ context: APIContext) async throws -> Response {
        let change = try await request.body(EnrollmentChange.self, keys: EnrollmentChange.keys, context)
        return try .json(await backend.change(context.id, change))
    }

    @Sendable func unenroll(_ request: Request, _ context: APIContext) async throws -> Response {
        try await backend.unenroll(context.id)
        return Response(status: .noContent)
    }

    // MARK: Exchanges

    @Sendable func exchanges(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = try ExchangeQuery(request.uri.queryParameters)
        guard let place = listings.share() else {
            throw Problem(.unavailable, "too many lists are being made; ask again later")
        }
        defer { withExtendedLifetime(place) {} }
        return try await listing.pass { .exchanges(try await backend.exchanges(query)) }
    }

    @Sendable func exchange(_ request: Request, _ context: APIContext) async throws -> Response {
        .exchange(try await backend.exchange(context.id))
    }

    @Sendable func allow(_ request: Request, _ context: APIContext) async throws -> Response {
        _ = try await request.body(ReasonRequest.self, keys: [], orEmpty: ReasonRequest(), context)
        return try await decide(.allow, request, context)
    }

    @Sendable func deny(_ request: Request, _ context: APIContext) async throws -> Response {
        try await decide(.deny(reason: reason(request, context)), request, context)
    }

    @Sendable func cancel(_ request: Request, _ context: APIContext) async throws -> Response {
        try await decide(.cancel(reason: reason(request, context)), request, context)
    }

    @Sendable func verify(_ request: Request, _ context: APIContext) async throws -> Response {
        try await decide(.verify(number: number(request, context)), request, context)
    }

    func number(_ request: Request, _ context: APIContext) async throws -> String {
        let passcode = try await request.body(VerifyRequest.self, keys: VerifyRequest.keys, context).passcode
        guard (1...32).contains(passcode.utf8.count), passcode.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.invalidRequest, "passcode is the number that the web page shows, as a string")
        }
        return passcode
    }

    private func reason(_ request: Request, _ context: APIContext) async throws -> String? {
        let keys = ReasonRequest.keys
        let reason = try await request.body(ReasonRequest.self, keys: keys, orEmpty: ReasonRequest(), context).reason
        guard (reason?.unicodeScalars.count ?? 0) <= 1_000 else {
            throw Problem(.invalidRequest, "reason has more than 1,000 characters; make it shorter")
        }
        return reason.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func decide(_ decision: Decision, _ request: Request, _ context: APIContext) async throws -> Response {
        let wait = try request.uri.queryParameters.seconds("wait") ?? .seconds(30)
        let caller = CallerDocument(pid: context.peer.pid, exe: context.peer.exe)
        let exchange = try await backend.decide(decision, on: context.id, by: caller, wait: wait)
        return .exchange(exchange, status: exchange.operation == nil ? .ok : .accepted)
    }

    // MARK: Servers and events

    @Sendable func refresh(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(await backend.refresh())
    }

    @Sendable func checkup(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(await backend.checkup())
    }

    @Sendable func events(_ request: Request, _ context: APIContext) async throws -> Response {
        let number = try request.lastEventID()
        guard let place = readers.share() else {
            throw Problem(.unavailable, "16 programs follow the events already; end one of them")
        }
        let subscription = try await backend.follow(after: number)
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                // Hummingbird sends the headers with the first byte of the body. The reader needs them to know that it
                // is connected.
                try await writer.write(ByteBuffer(string: ": smartpush events\n\n"))
                try await request.body.consumeWithInboundCloseHandler { _ in
                    for try await event in subscription.events {
                        let text = "id: \(event.number)\nevent: exchange\ndata: \(event.json)\n\n"
                        try await writer.write(ByteBuffer(string: text))
                    }
                } onInboundClosed: {
                    subscription.cancel()
                }
                try await writer.finish(nil)
                withExtendedLifetime(place) {}
            }
        )
    }
}

extension APIContext {
    /// The id in the path.
    var id: String { parameters.get("id") ?? "" }
}
