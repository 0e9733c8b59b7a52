import TestSupport
import Testing

/// Five sign-ins, one ready for each of the steps.
struct FiveSteps {
    static let names = ["acknowledge", "allow", "deny", "cancel", "verify"]

    let daemon: Daemon
    let server: SimulatedServer
    /// The exchange that is to be allowed, denied and so on; `acknowledge` has none yet.
    private(set) var ids: [String: String] = [:]
    private var number = ""

    /// The outcome of a step.
    struct Outcome: Equatable, CustomStringConvertible {
        var state: String
        /// The server's result for each of its requests.
        var results: [String]

        var description: String { "\(state) after \(results)" }
    }

    init(_ daemon: Daemon, _ server: SimulatedServer) async throws {
        self.daemon = daemon
        self.server = server
        for step in Self.names.dropFirst() {
            let signIn = try await server.initiate()
            let exchange = try await daemon.event { [ids] exchange in
                exchange["state"] == "acknowledged" && !ids.values.contains(exchange["id"].string ?? "")
            }
            ids[step] = exchange["id"].string
            if step == "verify" { number = signIn.number }
        }
        #expect(try await daemon.decide("allow", try #require(ids["verify"])).status == 200)
    }

    /// Starts each step. Decisions have ended when this returns, if `wait` seconds are enough.
    mutating func take(wait: Int) async throws {
        _ = try await server.initiate()
        try await withThrowingTaskGroup(of: Void.self) { [daemon, ids, number] group in
            for (step, id) in ids {
                let body: JSON = step == "verify" ? ["passcode": .string(number)] : [:]
                group.addTask { _ = try await daemon.decide(step, id, body, query: "?wait=\(wait)") }
            }
            try await group.waitForAll()
        }
        let known = ids
        ids["acknowledge"] = try await daemon.event { !known.values.contains($0["id"].string ?? "") }["id"].string
    }

    /// The outcome of each, once there is one.
    func outcomes() async throws -> [String: Outcome] {
        var states: [String: String] = [:]
        for (step, id) in ids {
            let earlier = ["acknowledge": [], "verify": ["acknowledged", "allowed"]][step] ?? ["acknowledged"]
            let end = try await daemon.event {
                $0["id"] == .string(id) && $0["operation"] == .null && !earlier.contains($0["state"].string ?? "")
            }
            states[step] = end["state"].string
        }
        // Without those from before: four acknowledgements and one `allow`.
        let before = ["acknowledge": 4, "allow": 1]
        var outcomes: [String: Outcome] = [:]
        for (step, state) in states {
            let results = try await server.results(of: step).dropFirst(before[step] ?? 0)
            outcomes[step] = Outcome(state: state, results: Array(results))
        }
        return outcomes
    }

    /// Waits until each step has failed once.
    func haveFailedOnce() async throws {
        var changes: [JSON: Int] = [:]
        try await daemon.withEvents(after: "0") { [ids] events in
            _ = try await events.first { exchange in
                let step = exchange["operation"]["name"].string ?? ""
                if ids[step] == exchange["id"].string, step != "" {
                    changes[exchange["id"], default: 0] += 1
                }
                // It is stored as being sent, and then as waiting.
                return changes.count == ids.count && changes.values.allSatisfy { $0 > 1 }
            }
        }
    }

    /// No id is accepted twice, or sent again after it was accepted, except for one repeat of an acknowledgement.
    func expectNothingSpentTwice() async throws {
        var taken: [JSON: Int] = [:]
        for request in try await server.log() where Self.names.contains(request["step"].string ?? "") {
            let id = request["exchange_id"]
            if let again = taken[id] {
                #expect(request["step"] == "acknowledge" && request["result"] == "VER_0032" && again == 0)
                taken[id] = again + 1
            } else if request["result"] == "ok" {
                taken[id] = 0
            }
        }
    }
}
