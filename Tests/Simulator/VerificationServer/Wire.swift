import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

extension Client {
    /// Sends a request that is written exactly as it is sent: method and path, headers, an empty line, the body.
    func send(_ request: String) async throws -> Reply {
        let parts = request.split(separator: "\n\n", maxSplits: 1).map(String.init)
        let lines = parts[0].split(separator: "\n").map(String.init)
        let start = lines[0].split(separator: " ").map(String.init)
        try #require(start.count == 2, "method and path")
        var options = ["--request", start[0]] + lines.dropFirst().flatMap { ["--header", $0] }
        if parts.count == 2 { options += ["--data-raw", parts[1]] }
        return try await curl(start[1], options)
    }
}

/// A simulator whose clock stands still and whose number is 55, with a second device besides the built-in one.
func withSpeltOutSimulator(_ body: @escaping @Sendable (Simulator, Client) async throws -> Void) async throws {
    let configuration = SimulatorConfiguration(
        source: TestClock().source, makeNumbers: { Numbers(choices: ["12", "34", "55", "78"], selected: "55") })
    try await withSimulator(configuration) { simulator, client in
        _ = try await simulator.register(DeviceRequest(keyName: "Pixel 7(Google, Pixel 7)", mediumID: "medium-2"))
        try await body(simulator, client)
    }
}

/// Expects a success with this data and with an exchange id that is new and valid for five minutes.
func expect(
    _ reply: Reply, succeedsWith data: [String: JSON], sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(reply.status == 200, "\(reply.text)", sourceLocation: sourceLocation)
    #expect(reply.headers["content-type"] == "application/json", sourceLocation: sourceLocation)
    let id = reply.exchangeID
    #expect(id.count == 36, sourceLocation: sourceLocation)
    let exchange: JSON = ["exchange_id": .string(id), "expires_at": "2024-01-10T20:50:51.781Z"]
    let whole = JSON.object(data).merging(["exchange_id": exchange])
    #expect(
        reply.json == ["success": true, "status": 200, "data": whole], "\(reply.text)", sourceLocation: sourceLocation)
}

extension Reply {
    var exchangeID: String { data["exchange_id"]?["exchange_id"]?.string ?? "" }
    var statusID: String { data["status_id"]?.string ?? "" }
}
