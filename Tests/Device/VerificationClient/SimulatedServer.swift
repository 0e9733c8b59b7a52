import Logging
import PushExchange
import Subprocess
import Testing
import VerificationClient
import VerificationServer

/// Runs a simulator on a real socket while `body` runs. Its number is always 55.
func withSimulator<Value: Sendable>(
    _ configuration: SimulatorConfiguration = SimulatorConfiguration(
        makeNumbers: { Numbers(choices: ["12", "34", "55", "78"], selected: "55") }),
    _ body: @Sendable (Simulator) async throws -> Value
) async throws -> Value {
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let simulator = Simulator(configuration: configuration, logger: quiet)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await simulator.run() }
        defer { group.cancelAll() }
        _ = try await simulator.baseURL()
        return try await body(simulator)
    }
}

extension Simulator {
    /// The built-in device, with one of the path sets.
    func endpoint(_ pathSet: PathSet) async throws -> Endpoint {
        let enrollment = try await enrollment()
        return Endpoint(
            baseURL: enrollment.baseURL, paths: pathSet == .guide ? .guide : .v2, sub: enrollment.sub,
            device: DeviceCredentials(
                clientID: Secret(enrollment.clientID), deviceID: Secret(enrollment.deviceID),
                pushID: Secret(enrollment.pushID)))
    }
}

/// Does the same as the login page.
func initiate(at baseURL: String) async throws {
    let body = #"{"usage_type":"PASSWORDLESS_AUTHENTICATION","request_id":"r-1","email":"a@example.com"}"#
    let result = try await run(
        .name("curl"),
        arguments: [
            "--silent", "--fail", "--noproxy", "*", "--header", "Content-Type: application/json", "--data", body,
            "\(baseURL)/verification-srv/authentication/push/initiation",
        ], output: .discarded, error: .discarded)
    try #require(result.terminationStatus.isSuccess)
}
