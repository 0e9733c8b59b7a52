import TestSupport
import Testing

/// A sign-in up to the step at which the daemon is killed, and what the user does then.
struct CrashStory: Sendable {
    let crash: CrashCase
    let server: SimulatedServer
    private(set) var signIn: SimulatedServer.SignIn?
    /// The id of the exchange, once the inbox has answered.
    private(set) var id: String?

    init(crash: CrashCase, server: SimulatedServer) {
        self.crash = crash
        self.server = server
    }

    /// Enrolls a device, plays everything before the step, and stops the daemon.
    mutating func playUntilTheStep(on stage: Stage) async throws {
        let daemon = try await stage.daemon()
        _ = try await daemon.enroll(server.enrollment)
        if crash.step != .acknowledge {
            try await initiateIfNotDone()
            id = try await deliver(to: daemon)["id"].string
            try await daemon.settled("acknowledged", id: id)
        }
        if crash.step == .verify, let id { #expect(try await daemon.decide("allow", id).status == 200) }
        try await daemon.stop()
    }

    mutating func initiateIfNotDone() async throws {
        if signIn == nil { signIn = try await server.initiate() }
    }

    /// Causes the daemon to send the step.
    /// - Returns: the answer to the user's decision; `nil` for an acknowledgement.
    @discardableResult
    func takeTheStep(with daemon: Daemon) async throws -> Reply? {
        guard let id else {
            try await deliver(to: daemon)
            return nil
        }
        let passcode: JSON? = crash.step == .verify ? ["passcode": .string(signIn?.number ?? "")] : nil
        return try await daemon.decide(crash.step.rawValue, id, passcode)
    }

    /// A caller without an answer repeats its request, and gets the outcome. Nothing is done twice.
    func takeTheStepAgain(with daemon: Daemon) async throws {
        guard id != nil else {
            #expect(try await deliver(to: daemon)["duplicate"] == true)
            return
        }
        let again = try #require(try await takeTheStep(with: daemon))
        if crash.end == "unresolved" {
            #expect(again.isProblem("unresolved", 502), "\(again.text)")
        } else {
            #expect(again.status == 200, "\(again.text)")
            #expect(again.json["state"] == .string(crash.after))
            #expect(try await server.results(of: crash.step.rawValue) == ["ok"])
        }
    }

    @discardableResult
    private func deliver(to daemon: Daemon) async throws -> JSON {
        try await daemon.deliver(push(server.enrollment, id: signIn?.exchangeID ?? "").text)
    }
}
