import Foundation
import LocalAPIClient
import LocalAPIModel

/// Documents as the daemon writes them, and HTTP answers with them.
enum Samples {
    static func exchange(_ id: String = "0123456789abcdef", state: ExchangeState = .acknowledged) -> ExchangeDocument {
        ExchangeDocument(
            id: id, state: state, enrollment: "e1", sub: "s", tenantKey: "t", verificationType: "PUSH",
            clientName: "Shop", receivedAt: "2026-11-24T01:00:00.000Z", updatedAt: "2026-11-24T01:00:01.000Z",
            expiresAt: "2026-11-24T01:05:00.000Z")
    }

    static func text(_ document: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
    }

    static func answer(_ status: String, _ body: String, type: String = "application/json") -> String {
        "HTTP/1.1 \(status)\r\ncontent-type: \(type)\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    static func problem(_ problem: Problem) throws -> String {
        answer("\(problem.status) Problem", try text(problem), type: "application/problem+json")
    }

    static let enrollRequest = #"""
        {"base_url":"https://a.example","tenant_key":"t","sub":"s","client_id":"c","device_id":"d","push_id":"p"}
        """#
}
