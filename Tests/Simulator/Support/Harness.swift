import FoundationEssentials
package import SimulatorHTTP
package import Subprocess
import Synchronization
package import Testing
package import VerificationServer

/// Runs a simulator on real sockets for as long as `body` runs.
package func withSimulator<Value: Sendable>(
    _ configuration: SimulatorConfiguration = SimulatorConfiguration(),
    _ body: @Sendable (Simulator, Client) async throws -> Value
) async throws -> Value {
    let simulator = Simulator(configuration: configuration)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await simulator.run() }
        defer { group.cancelAll() }
        return try await body(simulator, Client(simulator.enrollment()))
    }
}

/// The clock of a server in a test. It stands still until the test moves it.
package final class TestClock: Sendable {
    package init() {}

    private let time = Mutex(Date(timeIntervalSince1970: 1_704_919_551.781))

    package func advance(by seconds: Double) { time.withLock { $0 += seconds } }

    package var source: Source { Source(now: { self.time.withLock { $0 } }) }
}

/// What curl received.
package struct Reply: Sendable {
    package var status = 0
    package var headers: [String: String] = [:]
    package var text = ""
    /// Not 0 if curl received no complete answer.
    package var curlExit: TerminationStatus = .exited(0)

    package var json: JSON? { try? JSON(bytes: text.utf8) }
    package var data: JSON { json?["data"] ?? .null }
    /// The code in the error envelope, after its form was checked.
    package var code: JSON? {
        guard json?["success"] == false, json?["status"] == .integer(status), let error = json?["error"],
            error["status"] == .integer(status),
            ["moreInfo", "type", "referenceNumber", "error"].allSatisfy({ error[$0]?.string != nil })
        else { return nil }
        return error["code"]
    }

    /// Reads what `curl --include` prints.
    package init(_ output: String, exit: TerminationStatus) {
        curlExit = exit
        guard let end = output.firstRange(of: "\r\n\r\n") else { return }
        text = String(output[end.upperBound...])
        let lines = output[..<end.lowerBound].split(separator: "\r\n")
        status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = String(line[colon...].dropFirst().trimmingPrefix(" "))
        }
    }
}

extension JSON {
    package subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    package var array: [JSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The paths of all members, such as `data.exchange_id.expires_at`; an array is represented by its first element.
    package var keyPaths: Set<String> {
        switch self {
        case .object(let members):
            Set(members.flatMap { key, value in [key] + value.keyPaths.map { "\(key).\($0)" } })
        case .array(let elements):
            elements.first?.keyPaths ?? []
        case .string, .integer, .number, .bool, .null: []
        }
    }
}

/// Expects a refusal with this code and status.
package func expect(
    _ reply: Reply, isRefused code: String, _ status: Int, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(reply.code == .string(code), "\(reply.text)", sourceLocation: sourceLocation)
    #expect(reply.status == status, sourceLocation: sourceLocation)
    #expect(reply.headers["content-type"] == "application/json", sourceLocation: sourceLocation)
}

/// A new folder, which is removed afterwards. Its path is short enough for a Unix socket.
package func withTemporaryFolder(_ body: (String) async throws -> Void) async throws {
    let folder = "/tmp/sim-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

/// Runs a program and waits for its end.
package func output(of program: String, _ arguments: [String]) async throws -> (text: String, exit: TerminationStatus) {
    let result = try await run(
        .name(program), arguments: Arguments(arguments), output: .string(limit: 1 << 20), error: .discarded)
    return (result.standardOutput, result.terminationStatus)
}
