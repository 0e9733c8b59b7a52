import Hummingbird
import LocalAPIModel

/// Enrollment by the link that a web page shows.
extension Handlers {
    @Sendable func scanLink(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.body(ScanRequest.self, keys: ScanRequest.keys, context)
        let scan = try await backend.scan(body)
        var response = try Response.json(scan, status: .created)
        response.headers[.location] = "/v1/enrollments/scan/\(scan.id)"
        return response
    }

    @Sendable func scan(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(await backend.scan(context.id))
    }

    @Sendable func cancelScan(_ request: Request, _ context: APIContext) async throws -> Response {
        try await backend.cancelScan(context.id)
        return Response(status: .noContent)
    }

    @Sendable func verifyScan(_ request: Request, _ context: APIContext) async throws -> Response {
        let wait = try request.uri.queryParameters.seconds("wait") ?? .seconds(30)
        let scan = try await backend.verifyScan(context.id, number: number(request, context), wait: wait)
        return try .json(scan, status: scan.state == .verifying ? .accepted : .ok)
    }
}
